/** What identifies a metric of CloudWatch. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface MetricPoint extends MetricIdentity {
  /** Epoch ms. */
  readonly at: number;
  readonly value: number;
}

/** Metrics in the order they came, from log lines in CloudWatch's embedded format or as AWS itself would put them. */
export interface MetricStream {
  put(point: MetricPoint): void;
  /** Takes a line of a function's log; whether it held metrics. Other lines are ignored. */
  line(text: string): boolean;
  /** The values of a metric from a moment until before another (epoch ms). */
  values(metric: MetricIdentity, from: number, until: number): readonly number[];
}

/** @example stream.line('{"_aws":{"Timestamp":…,"CloudWatchMetrics":[…]},"service":"statline-api","Loads":3}'); */
export const createMetricStream = (): MetricStream => {
  const points = new Map<string, { readonly at: number; readonly value: number }[]>();
  const put = (point: MetricPoint): void => {
    const id = idOf(point);
    const known = points.get(id) ?? [];
    points.set(id, known);
    known.push({ at: point.at, value: point.value });
  };
  return {
    put,
    line(text) {
      const embedded = embeddedIn(text);
      for (const point of embedded === undefined ? [] : pointsOf(embedded)) put(point);
      return embedded !== undefined;
    },
    values: (metric, from, until) =>
      (points.get(idOf(metric)) ?? []).filter(({ at }) => at >= from && at < until).map(({ value }) => value),
  };
};

const idOf = ({ namespace, name, dimensions }: MetricIdentity): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);

interface Embedded {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [field: string]: unknown;
}

const embeddedIn = (text: string): Embedded | undefined => {
  if (!text.includes('"_aws"')) return undefined;
  try {
    return JSON.parse(text) as Embedded;
  } catch {
    return undefined;
  }
};

const pointsOf = (line: Embedded): readonly MetricPoint[] =>
  line._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.flatMap(({ Name: name }) =>
        [line[name]].flat().map((value) => ({
          namespace,
          name,
          dimensions: Object.fromEntries(names.map((dimension) => [dimension, String(line[dimension])])),
          at: line._aws.Timestamp,
          value: Number(value),
        })),
      ),
    ),
  );
