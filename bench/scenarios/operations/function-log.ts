/** What is read off the lines that the functions write. */
export interface FunctionLog {
  readonly line: (text: string) => void;
  bytes(): number;
  /** Milliseconds that starting took, of every cold start so far. */
  starts(): readonly number[];
  /** The metrics that a function has sent in an hour, each once. Of the hours so far, how many of them. */
  metricHours(): ReadonlyMap<string, number>;
  /** The metrics that it has sent at all. */
  metrics(name: string): number;
}

const LINE = /^(api|refresh|warm|purge) \d+ \| (.*)$/s;
const START = /^cold start, ready in (\d+) ms$/;
const HOUR = 3_600_000;

export const createFunctionLog = (now: () => number): FunctionLog => {
  const starts: number[] = [];
  const sent = new Map<string, Set<string>>();
  const hourly = new Map<string, Set<string>>();
  let bytes = 0;

  const noteMetrics = (name: string, text: string): void => {
    for (const metric of metricsIn(text)) {
      setOf(sent, name).add(metric);
      setOf(hourly, name).add(`${metric} ${Math.floor(now() / HOUR)}`);
    }
  };

  return {
    line: (text) => {
      const [, name, said] = LINE.exec(text) ?? [];
      if (name === undefined || said === undefined) return;
      const start = START.exec(said);
      if (start !== null) {
        starts.push(Number(start[1]));
        return;
      }
      bytes += Buffer.byteLength(said) + 1;
      if (said.startsWith('{"_aws"')) noteMetrics(name, said);
    },
    bytes: () => bytes,
    starts: () => starts,
    metricHours: () => new Map([...hourly].map(([name, metrics]) => [name, metrics.size])),
    metrics: (name) => sent.get(name)?.size ?? 0,
  };
};

interface Embedded {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [field: string]: unknown;
}

/** A metric is its name with the values of its dimensions. */
const metricsIn = (text: string): readonly string[] => {
  const embedded = JSON.parse(text) as Embedded;
  return embedded._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => [Name, ...names.map((name) => String(embedded[name]))].join(' ')),
    ),
  );
};

const setOf = (sets: Map<string, Set<string>>, name: string): Set<string> => {
  const found = sets.get(name) ?? new Set<string>();
  sets.set(name, found);
  return found;
};
