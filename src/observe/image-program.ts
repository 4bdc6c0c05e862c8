/** What an image starts when its template names no command: images of tools are named after their entrypoint. */
export function imageProgram(image: string): string {
  return /([^/:@]+)(?:[:@][^/]*)?$/.exec(image)?.[1] ?? "";
}
