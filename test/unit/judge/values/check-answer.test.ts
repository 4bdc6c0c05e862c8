import { expect, it } from "vitest";
import { checkAnswer } from "../../../../src/judge/values/check-answer.ts";

const VALUES = new Map([["word", "free"]]);

it.each([
  ["word in ('free', 'pro')", true],
  ["((word)::text = any ((array['free'::character varying, 'pro'::character varying])::text[]))", true],
  ["((word)::text = any ((array['gold'::character varying, 'pro'::character varying])::text[]))", false],
  ["other = any (array['a', 'b'])", undefined],
  ["length(word) > 9", false],
])("a check says %s is %s", (text, answer) => {
  expect(checkAnswer(text, VALUES)).toBe(answer);
});
