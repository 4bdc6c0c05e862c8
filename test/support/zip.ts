import { crc32 } from "node:zlib";

/** A zip archive, which a Java archive is, with its files as they are. */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  for (const [name, text] of Object.entries(files)) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    const common = commonOf(path, data);
    const offset = Buffer.concat(parts).length;
    parts.push(Buffer.concat([bytes(4, 0x04_03_4b_50), common, path, data]));
    const more = Buffer.concat([...[0, 0, 0].map((value) => bytes(2, value)), bytes(4, 0), bytes(4, offset)]);
    central.push(Buffer.concat([bytes(4, 0x02_01_4b_50), bytes(2, 20), common, more, path]));
  }
  const [body, directory] = [Buffer.concat(parts), Buffer.concat(central)];
  const count = bytes(2, central.length);
  const sizes = [bytes(4, directory.length), bytes(4, body.length), bytes(2, 0)];
  return Buffer.concat([body, directory, bytes(4, 0x06_05_4b_50), bytes(4, 0), count, count, ...sizes]);
}

/** Version needed, flags (names are UTF-8), stored, no time, the sum, two sizes, the name's length and no more. */
function commonOf(path: Buffer, data: Buffer): Buffer {
  const head = [20, 0x08_00, 0, 0, 0x21].map((value) => bytes(2, value));
  const sizes = [crc32(data), data.length, data.length].map((value) => bytes(4, value));
  return Buffer.concat([...head, ...sizes, bytes(2, path.length), bytes(2, 0)]);
}

function bytes(width: 2 | 4, value: number): Buffer {
  const buffer = Buffer.alloc(width);
  buffer.writeUIntLE(value, 0, width);
  return buffer;
}
