/** Arithmetic expressions of one variable, compiled to functions; the elementary functions are those of the core. */
import { exp, log, power } from "../base/index.js";

type Compiled = (x: number) => number;

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  exp: (x) => exp(x),
  log: (x) => log(x),
  sqrt: (x) => Math.sqrt(x),
  min: Math.min,
  max: Math.max,
};

/** What is nested deeper is a slip of the pen. */
const maxDepth = 100;

class Complaint extends Error {}

/**
 * Returns the function of an expression of numbers, the variable, + - * / ^, brackets, exp, log, sqrt, min and max; of what
 * is no expression the reason why.
 */
export function parseExpression(text: string, variable: string): Compiled | string {
  try {
    return new Parser(text, variable).whole();
  } catch (error) {
    if (error instanceof Complaint) return error.message;
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #variable: string;
  #next = 0;
  #depth = 0;

  constructor(text: string, variable: string) {
    this.#tokens = text.match(/\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[a-z]\w*|[^\s]/gi) ?? [];
    this.#variable = variable;
  }

  whole(): Compiled {
    const value = this.#sum();
    if (this.#next < this.#tokens.length) throw new Complaint(`unexpected ${this.#shown()}`);
    return value;
  }

  #shown(): string {
    const token = this.#tokens[this.#next];
    return token === undefined ? "end" : JSON.stringify(token);
  }

  #take(...wanted: string[]): string | null {
    const token = this.#tokens[this.#next];
    if (token === undefined || !wanted.includes(token)) return null;
    this.#next++;
    return token;
  }

  #sum(): Compiled {
    if (++this.#depth > maxDepth) throw new Complaint("too many brackets");
    let left = this.#product();
    for (let sign = this.#take("+", "-"); sign !== null; sign = this.#take("+", "-")) {
      const [a, b] = [left, this.#product()];
      left = sign === "+" ? (x) => a(x) + b(x) : (x) => a(x) - b(x);
    }
    this.#depth--;
    return left;
  }

  #product(): Compiled {
    let left = this.#signed();
    for (let sign = this.#take("*", "/"); sign !== null; sign = this.#take("*", "/")) {
      const [a, b] = [left, this.#signed()];
      left = sign === "*" ? (x) => a(x) * b(x) : (x) => a(x) / b(x);
    }
    return left;
  }

  /** -x^2 is -(x^2). */
  #signed(): Compiled {
    let negative = false;
    for (let sign = this.#take("-", "+"); sign !== null; sign = this.#take("-", "+"))
      negative = negative !== (sign === "-");
    const value = this.#raised();
    return negative ? (x) => -value(x) : value;
  }

  #raised(): Compiled {
    const base = this.#atom();
    if (this.#take("^") === null) return base;
    const exponent = this.#signed();
    return (x) => {
      const [b, e] = [base(x), exponent(x)];
      return b === 0 ? (e === 0 ? 1 : e > 0 ? 0 : Infinity) : b < 0 ? Number.NaN : power(b, e);
    };
  }

  #atom(): Compiled {
    if (this.#take("(") !== null) return this.#closed(this.#sum());
    const token = this.#tokens[this.#next];
    if (token === undefined || !/^[\w.]/.test(token)) throw new Complaint(`unexpected ${this.#shown()}`);
    this.#next++;
    if (/^[\d.]/.test(token)) {
      const value = Number(token);
      if (Number.isNaN(value)) throw new Complaint(`unexpected ${JSON.stringify(token)}`);
      return () => value;
    }
    if (token === this.#variable) return (x) => x;
    if (!Object.hasOwn(functions, token)) throw new Complaint(`unknown name ${JSON.stringify(token)}`);
    return this.#call(token);
  }

  #call(name: string): Compiled {
    if (this.#take("(") === null) throw new Complaint(`${name} needs a bracket`);
    const values = [this.#sum()];
    while (this.#take(",") !== null) values.push(this.#sum());
    const many = name === "min" || name === "max";
    if (values.length !== 1 && !many) throw new Complaint(`${name} takes one number`);
    const f = functions[name];
    return this.#closed((x) => f(...values.map((value) => value(x))));
  }

  #closed(value: Compiled): Compiled {
    if (this.#take(")") === null) throw new Complaint(`expected ")", got ${this.#shown()}`);
    return value;
  }
}
