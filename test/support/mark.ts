/** A password that is easy to find wherever it leaks to, with characters that a URL has to encode. */
export const MARKED_PASSWORD = "m4rk3d-PaSs!%word";

/** True when the text holds the marked password, as it is, percent-encoded, escaped or in base64. */
export function holdsMark(text: string): boolean {
  return MARKS.some((mark) => text.includes(mark));
}

/** The part of the password that every encoding but base64 leaves as it is. */
const CORE = "m4rk3d-PaSs";

const MARKS = [CORE, ...[0, 1, 2].map(inBase64)];

/** What base64 makes of the core behind `offset` other bytes, less the digits in which its neighbours have a part. */
function inBase64(offset: number): string {
  const encoded = Buffer.from(`${"-".repeat(offset)}${CORE}`).toString("base64");
  return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + CORE.length) * 8) / 6));
}
