/**
 * Makes the properties of fast-check the same in every run; PROPERTY_SEED sets another seed. They try as many random cases as
 * each says, or with ONSET_CASES=some as many as fit into a fifth of a second, one at least.
 */
import fc from "fast-check";

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 1),
  ...(process.env.ONSET_CASES === "some" && { interruptAfterTimeLimit: 200, markInterruptAsFailure: false }),
});
