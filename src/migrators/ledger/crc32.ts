/** IEEE 802.3's checksum of the text as UTF-8, an unsigned number of 32 bits. Several tools make lock keys of it. */
export function crc32(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return (bytes.reduce(withByte, 0xffffffff) ^ 0xffffffff) >>> 0;
}

function withByte(sum: number, byte: number): number {
  let rest = sum ^ byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
  return rest;
}

const POLYNOMIAL = 0xedb88320;
