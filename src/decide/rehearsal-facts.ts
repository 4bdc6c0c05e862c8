import type { RehearsedDown, SchemaCheck, TriedDown } from "../model/rehearsal.ts";

/** What a rehearsal says of one down, but for what went well. No times: they differ each time. */
export function downFacts({ file, down, schema }: RehearsedDown): readonly string[] {
  return [...triedFacts(down), ...(down.kind === "succeeded" ? schemaFacts(schema) : [])].map(
    (fact) => `${file}: ${fact}`,
  );
}

function triedFacts(down: TriedDown): readonly string[] {
  switch (down.kind) {
    case "succeeded":
      return [];
    case "failed":
      return [`its down fails: ${down.because}`];
    case "not-run":
      return [`its down was not run: ${down.because}`];
  }
}

function schemaFacts(schema: SchemaCheck): readonly string[] {
  switch (schema.kind) {
    case "same":
      return [];
    case "differs":
      return schema.differences.map(
        (difference) => `its down does not lead back to what its up started from: ${difference}`,
      );
    case "undetermined":
      return [schema.because];
  }
}
