import type { Relays } from "../ports/cluster.ts";
import type { Kube } from "./connection/client.ts";
import type { JobOptions } from "./job/options.ts";

/** Ways through Jobs of an image, each removed again when its tunnel is closed. */
export function createRelays(kube: Kube, options: JobOptions): Relays {
  return {
    open: async (place, host, port) => {
      const { openRelay } = await import("./relay/open.ts"); // WebSockets, which most ways to a database do without
      return openRelay(kube, options, { place, host, port });
    },
  };
}
