import { defineView } from "../view.js";
import { StartBody } from "./body.js";
import { startParameters } from "./parameters.js";

export const startView = defineView({
  id: "start",
  title: "Start here",
  lede: "",
  page: true,
  parameters: startParameters,
  job: null,
  useOutput: () => ({ output: null, busy: false, problem: null }),
  Body: StartBody,
  tables: () => [],
  command: () => "onset learn --help",
});
