import type { ImageListing, MigrationFile } from "../../ports/image.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";

type Answer =
  | { readonly kind: "listing"; readonly listing: ImageListing }
  | { readonly kind: "no-directory"; readonly looked: string; readonly note?: string }
  | { readonly kind: "not-here"; readonly looked: string }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Understands what a listing script of any runtime answered, in the shape of `Answer`. `lacking` is what a project of
 * this tool has, for the message that the image has none: "neither knex nor a knexfile".
 * @throws image-not-readable
 */
export function listingOf(value: unknown, lacking: string): ImageListing {
  const answer = value as Answer;
  switch (answer.kind) {
    case "listing":
      return { ...answer.listing, files: answer.listing.files.map(fileOf) };
    case "no-directory":
      throw failure("image-not-readable", `there is no migrations directory ${answer.looked}`, {
        facts: answer.note === undefined ? [] : [answer.note],
        next: [choose("--migrations-dir PATH", "where the migrations are in the image")],
      });
    case "not-here":
      throw failure("image-not-readable", `${answer.looked} has ${lacking}`, {
        next: [choose("--tool NAME", "the migration tool, if it is another one")],
      });
    case "failed":
      throw failure("image-not-readable", `the migrations could not be listed: ${answer.message}`);
  }
}

function fileOf(file: Partial<MigrationFile> & { readonly name: string }): MigrationFile {
  const { name, text = null, down = null, up, recordedAs, needs, previous } = file;
  return {
    name,
    text,
    down,
    ...(up !== undefined && { up }),
    ...(recordedAs !== undefined && { recordedAs }),
    ...(needs !== undefined && { needs }),
    ...(previous !== undefined && { previous }),
  };
}
