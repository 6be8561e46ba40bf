/**
 * Everything a deployment may be told: the properties of the construct, and the context keys of this repository's own app
 * (`npx cdk deploy -c upstashSecret=statline/upstash`), where lists are written with commas.
 */
export interface DeploymentOptions {
  /**
   * Of one deployment among several in an account and region: lower-case letters, digits and dashes, at most 30. Its
   * metrics are in the namespace Statline/NAME, and the stack of this repository's app is Statline-NAME. Default: none; a
   * construct in another stack is named by that stack and its own id.
   */
  readonly name?: string | undefined;
  /** The secret with Upstash's `{"url","token"}`. Default: none, and then there is no L2. */
  readonly upstashSecret?: string | undefined;
  /** Commands that Upstash takes in a day: an alarm at 80 % of them. Default: no alarm before the limit is reached. */
  readonly upstashDailyCommands?: number | undefined;
  /** A secret of API keys that exists already. Default: one is created, with a generated admin key. */
  readonly apiKeysSecret?: string | undefined;
  /** Default: `espn`. */
  readonly upstream?: 'espn' | 'rapidapi' | undefined;
  /** The secret with RapidAPI's `{"key"}`. */
  readonly rapidApiSecret?: string | undefined;
  /** Prefetch what is likely to be asked for next. Default: on with espn, off with rapidapi, which bills calls. */
  readonly prediction?: 'on' | 'off' | undefined;
  /** What the provider is told about who asks. */
  readonly userAgent?: string | undefined;
  /** Default: all that the provider has. */
  readonly leagues?: readonly string[] | undefined;
  /** A JSON file of trade windows over the built-in ones. */
  readonly windowsFile?: string | undefined;
  /** Calls to the provider in a day. Needed with rapidapi. */
  readonly dailyBudget?: number | undefined;
  /** Calls to the provider in a minute. */
  readonly minuteBudget?: number | undefined;
  /** Minutes between two warm runs; 0: never. Default: 5. */
  readonly warmMinutes?: number | undefined;
  /** Minutes between two purge runs. Default: 10. */
  readonly purgeMinutes?: number | undefined;
  /** Within which a purge is seen by every environment. Default: 30. */
  readonly coherenceSeconds?: number | undefined;
  /** Requests a second, over all callers; what API Gateway answers above it is a 429. Default: 100. */
  readonly throttleRate?: number | undefined;
  /** Requests that may come at once. Default: 200. */
  readonly throttleBurst?: number | undefined;
  /**
   * Requests a second to what is none of the routes: HEAD, a trailing slash, OPTIONS without CORS, and what does not
   * exist. Default: 5.
   */
  readonly defaultRouteRate?: number | undefined;
  /** Origins whose pages may read answers, or `*`. Default: none. */
  readonly corsOrigins?: readonly string[] | undefined;
  /** The name that the API answers under, as in `scores.example.com`. Needs `certificateArn`. */
  readonly domain?: string | undefined;
  /** A certificate of ACM for the domain, in the region of the stack. */
  readonly certificateArn?: string | undefined;
  /** The hosted zone of Route 53 that gets a record for the domain. Default: none, and you add a CNAME yourself. */
  readonly hostedZoneId?: string | undefined;
  /** Who is told of alarms; AWS asks them to confirm. Default: nobody. */
  readonly alarmEmail?: string | undefined;
  /** US dollars that the account may cost in a month before `alarmEmail` is told, at 80 % and when it is reached or foreseen. */
  readonly monthlyBudget?: number | undefined;
  /** What becomes of the table and the keys when the stack goes. Default: `destroy`. */
  readonly removalPolicy?: 'destroy' | 'retain' | undefined;
  /** One of the numbers that CloudWatch knows. Default: 30. */
  readonly logRetentionDays?: number | undefined;
  /** One in so many answers that a tier had whole has a line in the log; 0: none, 1: all. */
  readonly logSample?: number | undefined;
  /** Whether the access log has the addresses of callers: for as long as logs are kept. Default: false. */
  readonly logAddresses?: boolean | undefined;
  /** One warm and one purge at a time. An account with Lambda's smallest quota (10) has nothing to reserve. Default: true. */
  readonly reserveConcurrency?: boolean | undefined;
  /** Further regions that hold a copy of the table. */
  readonly replicaRegions?: readonly string[] | undefined;
  /** A table that exists already: the replica that another region's deployment made here. */
  readonly tableName?: string | undefined;
}
