// Making a database takes longer than most cases: one that a case has left is emptied for the next.
import type { Stage } from "./stage.ts";

export interface Stages {
  take(): Promise<Stage>;
  giveBack(stage: Stage): Promise<void>;
  end(): Promise<void>;
}

export function stagesOf(make: (name: string) => Promise<Stage>): Stages {
  const made: Stage[] = [];
  const idle: Stage[] = [];
  return {
    take: async () => {
      const [stage] = idle.splice(0, 1);
      if (stage !== undefined) return stage;
      const fresh = await make(`corpus_${made.length + 1}`);
      made.push(fresh);
      return fresh;
    },
    giveBack: async (stage) => {
      await stage.empty();
      idle.push(stage);
    },
    end: async () => {
      for (const stage of made) await stage.end();
    },
  };
}
