"""How a bot without a cache finds two players: every roster of the league, then the numbers of each. 34 calls.

    python before.py "Patrick Mahomes" "Micah Parsons"

Kept to be counted, not to be copied: each user who asks causes all of it again, and a name that is written differently
finds nobody. bot.py asks the same with one request, which costs the provider at most four calls for everybody.
"""

import os
import sys

import httpx

SITE = os.environ.get("ESPN_SITE_URL", "https://site.api.espn.com")
WEB = os.environ.get("ESPN_WEB_URL", "https://site.web.api.espn.com")
TEAMS = [*range(1, 31), 33, 34]


def main(*names: str) -> None:
    wanted = {}
    calls = 0
    with httpx.Client(timeout=10) as provider:
        for team in TEAMS:
            roster = provider.get(f"{SITE}/apis/site/v2/sports/football/nfl/teams/{team}/roster").json()
            calls += 1
            for group in roster["athletes"]:
                for player in group["items"]:
                    if player["fullName"] in names:
                        wanted[player["fullName"]] = player["id"]
        for name, player in wanted.items():
            stats = provider.get(f"{WEB}/apis/common/v3/sports/football/nfl/athletes/{player}/stats").json()
            calls += 1
            print(name, [category["name"] for category in stats["categories"]])
    print(f"{calls} calls")


if __name__ == "__main__":
    main(*sys.argv[1:])
