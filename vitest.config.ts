import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts"],
    // Most tests run the command in a process of its own and wait for it: use every core.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
