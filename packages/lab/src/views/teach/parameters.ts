import { parameters } from "../../state/parameters.js";

export const teachParameters = parameters({
  exercise: { kind: "text", label: "Exercise", default: "", maxLength: 40, hidden: true },
});
