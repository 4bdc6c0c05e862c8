import type { RehearsedDown, SchemaCheck, TriedDown } from "../model/rehearsal.ts";

/** What a rehearsal says of one down, but for what went well. No times: they differ each time. */
export function downFacts({ file, recorded, down, schema }: RehearsedDown): readonly string[] {
  const its = recorded === true ? "its recorded down" : "its down";
  return [...triedFacts(its, down), ...(down.kind === "succeeded" ? schemaFacts(its, schema) : [])].map(
    (fact) => `${file}: ${fact}`,
  );
}

function triedFacts(its: string, down: TriedDown): readonly string[] {
  switch (down.kind) {
    case "succeeded":
      return [];
    case "failed":
      return [`${its} fails: ${down.because}`];
    case "not-run":
      return [`${its} was not run: ${down.because}`];
  }
}

function schemaFacts(its: string, schema: SchemaCheck): readonly string[] {
  switch (schema.kind) {
    case "same":
      return [];
    case "differs":
      return schema.differences.map(
        (difference) => `${its} does not lead back to what its up started from: ${difference}`,
      );
    case "undetermined":
      return [schema.because];
  }
}
