import type { ImplicitTeam } from "@onset/core/learning";
import type { Range, Row, Task } from "@onset/core/sweep";
import { startWorkers, type WorkerPool } from "../pool/pool.js";

/** Starts threads that simulate every trial together: each of them gets every batch, and all answer the same. */
export function startTeam(team: ImplicitTeam, signal: AbortSignal): WorkerPool {
  const members = Array.from({ length: team.members }, (_, member) =>
    startWorkers(1, signal, { membership: { team, member }, modules: [] }),
  );
  return {
    width: 1,
    submit: async (task: Task, range: Range): Promise<Row> => {
      const rows = await Promise.all(members.map((member) => member.submit(task, range)));
      return rows[0];
    },
    close: async () => {
      await Promise.all(members.map((member) => member.close()));
    },
  };
}
