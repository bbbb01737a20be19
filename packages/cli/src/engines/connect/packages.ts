import { ConnectError } from "./errors.js";

/** The packages that this client needs are asked for when it is used: who never does need not have them. */

export type Grpc = typeof import("@grpc/grpc-js");
export type ProtoLoader = typeof import("@grpc/proto-loader");
export type Arrow = typeof import("apache-arrow");
export type ConnectPackages = { readonly grpc: Grpc; readonly loader: ProtoLoader; readonly arrow: Arrow };

/** How they are installed. */
export const installPackages = "npm install @grpc/grpc-js @grpc/proto-loader apache-arrow";

/**
 * Loads the packages.
 *
 * @throws ConnectError when one is missing
 */
export async function loadPackages(): Promise<ConnectPackages> {
  try {
    const [grpc, loader, arrow] = await Promise.all([
      import("@grpc/grpc-js"),
      import("@grpc/proto-loader"),
      import("apache-arrow"),
    ]);
    return { grpc, loader, arrow };
  } catch (error) {
    const missing = /Cannot find (?:package|module) '([^']+)'/.exec(String(error))?.[1];
    throw new ConnectError(
      "refused",
      `Spark is reached through packages that are not installed${missing === undefined ? "" : ` (${missing})`}: ${installPackages}`,
    );
  }
}
