/** Makes the properties of fast-check the same in every run; another seed comes from the environment. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
