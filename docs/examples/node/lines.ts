import { createStatlineClient, describe, type LeagueId } from 'statline/client';

// The season of any number of players, in one request for each hundred of them:
//   node lines.ts nfl 2024 "patrick mahomes" "josh allen" 3916387

const [league = 'nfl', season = 'current', ...players] = process.argv.slice(2);
const { STATLINE_URL = 'http://127.0.0.1:8787', STATLINE_KEY } = process.env;

const client = createStatlineClient({ url: STATLINE_URL, key: STATLINE_KEY });
const results = await client.league(league as LeagueId).statsBatch(players, { season });

for (const result of results) {
  switch (result.kind) {
    case 'ok': {
      const { player, headline } = result.data;
      console.log(`${player.name}: ${headline.map(({ label, display }) => `${display} ${label}`).join(', ')}`);
      break;
    }
    case 'ambiguous':
      // Candidates have ids, teams and positions: ask the user, or ask again with an id.
      console.log(`${result.asked}: which of these?`);
      for (const { id, name, position, team } of result.candidates) {
        console.log(`  ${id}  ${name}, ${position ?? '?'}, ${team?.name ?? 'no team'}`);
      }
      break;
    case 'unavailable':
    case 'pending':
      // Worth another try: the provider was silent, not the player unknown.
      console.error(describe(result));
      process.exitCode = 75;
      break;
    case 'not-found':
    case 'no-stats':
    case 'invalid':
    case 'unauthorized':
    case 'not-offered':
      console.log(describe(result));
  }
}
