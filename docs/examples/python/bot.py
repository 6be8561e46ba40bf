"""What a Python bot needs of Statline: one request for all players of a command.

    python bot.py nfl "patrick mahomes, micah parsons"

Needs httpx (pip install httpx, or Debian's python3-httpx). before.py is what this replaces.
"""

import asyncio
import os
import sys

import httpx


async def lines(statline: httpx.AsyncClient, league: str, names: list[str], season: str) -> list[str]:
    """A sentence for each name, in their order. A name that fails, fails alone."""
    body = {"names": names, "season": season}
    for tries_left in (2, 1, 0):
        response = await statline.post(f"/v1/{league}/players/stats", json=body)
        passes = response.status_code in (429, 502, 503, 504)
        if not passes or tries_left == 0:
            break
        # What passes is worth another try, but not before the service says so, and no user waits for longer than this.
        await asyncio.sleep(min(float(response.headers.get("retry-after", 1)), 5))
    if response.is_error:
        return [problem(response)]
    return [sentence(result) for result in response.json()["results"]]


def sentence(result: dict) -> str:
    """Statline tells these apart, and so should a bot: nobody, several, nothing yet, and nobody can be asked."""
    name = result["query"].get("name") or result["query"].get("id")
    status = result["status"]
    if status == "ok":
        stats = result["stats"]
        numbers = ", ".join(f'{stat["display"]} {stat["label"]}' for stat in stats["headline"])
        return f'{stats["player"]["name"]}, {stats["season"]}: {numbers}'
    if status == "ambiguous":
        return f"{name}: which one? " + ", ".join(described(player) for player in result["candidates"])
    if status == "not-found":
        near = [player["name"] for player in result.get("suggestions", [])]
        return f"{name}: nobody is called so" + (f'. Is it {" or ".join(near)}?' if near else "")
    if status == "no-stats":
        seasons = result.get("seasons", [])
        return f'{result["player"]["name"]}: no stats of that season' + (f"; there are {seasons}" if seasons else "")
    if status == "invalid":
        return f'{name}: {result["reason"]}'
    return f'{name}: the provider cannot be asked now ({result["reason"]})'


def described(player: dict) -> str:
    team = player["team"]["abbreviation"] if player["team"] else "no team"
    return f'{player["name"]} ({player["position"]}, {team}, id {player["id"]})'


def problem(response: httpx.Response) -> str:
    """Every error is a problem document with a stable code. What is in front of the service may answer otherwise."""
    if "problem+json" not in response.headers.get("content-type", ""):
        return f"The service is not there: {response.status_code}"
    told = response.json()
    return f'{told["code"]}: {told["detail"]}'


async def main(league: str, names: str, season: str = "current") -> None:
    key = os.environ.get("STATLINE_KEY")
    async with httpx.AsyncClient(
        base_url=os.environ.get("STATLINE_URL", "http://127.0.0.1:8787"),
        headers={"authorization": f"Bearer {key}"} if key else {},
        timeout=10,
    ) as statline:
        for line in await lines(statline, league, [name.strip() for name in names.split(",")], season):
            print(line)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
