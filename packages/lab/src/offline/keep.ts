import { isEmbedded } from "../figures/embed.js";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Lets the browser keep the laboratory. Not from this machine itself, where `onset lab` serves it: there it works without a
 * network anyway, and the next program on the same port would find us in its place.
 */
export function keepOffline(): void {
  if (!("serviceWorker" in navigator) || loopback.test(location.hostname) || isEmbedded()) return;
  const register = (): void => {
    // Where storage is forbidden the laboratory works as before, with the network.
    navigator.serviceWorker.register(new URL("sw.js", location.href)).catch(() => undefined);
  };
  // What the visitor waits for comes first.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
