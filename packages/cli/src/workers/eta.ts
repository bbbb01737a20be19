import { engineNamed, type Row, type SweepTask } from "@onset/core/sweep";
import { count } from "../terminal/format.js";

/** What of a sweep is done and how long the rest will take, for the eye of a person. */
export class Eta {
  readonly #tasks: ReadonlyMap<string, SweepTask>;
  readonly #trials = new Map<string, number>();
  readonly #begun = performance.now();
  readonly #total: number;
  #trialsAtBegin = 0;
  #shown = -Infinity;

  /** @param done - Rows of trials that were done before. */
  constructor(tasks: readonly SweepTask[], done: Iterable<Row> = []) {
    this.#tasks = new Map(tasks.map((sweepTask) => [sweepTask.task.id, sweepTask]));
    this.#total = tasks.reduce((sum, { rule }) => sum + rule.maxTrials, 0);
    for (const row of done) this.add(row);
    this.#trialsAtBegin = this.#work();
  }

  add(row: Row): void {
    const sweepTask = this.#tasks.get(row.task);
    if (sweepTask === undefined) return;
    this.#trials.set(row.task, (this.#trials.get(row.task) ?? 0) + row.trials);
  }

  /** Whether it is time to show it again: four times a second. */
  isDue(): boolean {
    const now = performance.now();
    if (now - this.#shown < 250) return false;
    this.#shown = now;
    return true;
  }

  /** `1,200 of 4,000 trials, 1 min left`. */
  text(): string {
    let trials = 0;
    for (const [id, done] of this.#trials) trials += Math.min(done, this.#tasks.get(id)?.rule.maxTrials ?? 0);
    const elapsed = (performance.now() - this.#begun) / 1000;
    const done = this.#work() - this.#trialsAtBegin;
    const all = this.#work(true) - this.#trialsAtBegin;
    const left = done > 0 && elapsed > 0.5 ? `, ${durationText((elapsed * (all - done)) / done)} left` : "";
    return `${count(trials)} of ${count(this.#total)} trials${left}`;
  }

  /** Nanoseconds by estimate: trials of large corpora weigh more. */
  #work(all = false): number {
    let work = 0;
    for (const { task, rule } of this.#tasks.values()) {
      const trials = all ? rule.maxTrials : Math.min(this.#trials.get(task.id) ?? 0, rule.maxTrials);
      work += trials * engineNamed(task.engine).cost(task.experiment);
    }
    return work;
  }
}

/** A duration as people say it: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 90) return `${minutes} min ${whole % 60} s`;
  const hours = Math.round(minutes / 6) / 10;
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
