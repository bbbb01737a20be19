// Where a server is

export { AddressError, type ConnectAddress, isLoopback, parseAddress, serverName } from "./address.js";

// Speaking with it

export { type ConnectOptions, ConnectSession, type QueryProgress } from "./client.js";
export { ConnectError, type ConnectFailure } from "./errors.js";
export { installPackages } from "./packages.js";
