import type { BuiltImage } from "./archive.ts";
import { writeFile } from "node:fs/promises";
import { execa } from "execa";
import { buildOnce, cachePath } from "../cluster/cache.ts";
import { writeArchive } from "./archive.ts";
import { makeLayer } from "./layer.ts";

/** The sandbox image of Pods: a program that does nothing, reaps orphans and ends when told to. */
export async function pauseImage(): Promise<BuiltImage> {
  const program = cachePath("pause", "pause");
  await buildOnce(program, async (unfinished) => {
    await writeFile(`${unfinished}.c`, SOURCE);
    await execa("gcc", ["-static", "-O2", "-s", "-o", unfinished, `${unfinished}.c`]);
  });
  const layer = await makeLayer([{ kind: "copy", path: "/pause", from: program }]);
  const image = { name: "safe-rollback.test/pause:v1", layers: [layer], command: ["/pause"] };
  return writeArchive(image, cachePath("pause"));
}

const SOURCE = `
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void stop(int signal) { _exit(0); }
static void reap(int signal) { while (waitpid(-1, NULL, WNOHANG) > 0) {} }

int main(void) {
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  signal(SIGCHLD, reap);
  for (;;) pause();
}
`;
