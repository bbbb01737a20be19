import type { BodyProps } from "../view.js";
import type { LessonsOutput } from "./compute.js";
import type { lessonsParameters } from "./parameters.js";

/** What the drawn parts of the lessons get. */
export type LessonsProps = BodyProps<typeof lessonsParameters, LessonsOutput>;
