import { parameters } from "../../state/parameters.js";

export const glossaryParameters = parameters({
  term: { kind: "text", label: "Term", default: "", maxLength: 40, hidden: true },
});
