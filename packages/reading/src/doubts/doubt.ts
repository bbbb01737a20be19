/** Something about the reading that a person should look at: what was seen, and what to do when it is wrong. */
export type Doubt = {
  /** A name that programs can rely on, such as `one-skill-each`. */
  readonly code: string;
  /** One sentence without a full stop: what was seen, with numbers and an example. */
  readonly matter: string;
  /** One sentence without a full stop: what to do, with the option. */
  readonly advice: string;
};
