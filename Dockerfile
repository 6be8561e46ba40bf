# One machine without AWS: docs/one-machine.md. This file has never been built, because there was no Docker where it was
# written. `npm run bench -- container` does what its steps say in an empty folder, as a plain user.
FROM node:24-bookworm-slim

WORKDIR /app
# The install compares the Node that it fetches with a digest, so that comes along.
COPY package.json package-lock.json .npmrc ./
COPY infra/runtime infra/runtime
RUN npm ci --no-audit --no-fund
COPY . .
RUN mkdir -p /data && chown node:node /data

USER node
ENV POWERTOOLS_LOG_LEVEL=INFO
VOLUME /data
EXPOSE 8787
# A start builds the functions, which takes some seconds.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/v1/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]

# Itself, not by npm or a shell: the signal to stop has to reach it. It needs API_KEY_HASHES, and says so.
ENTRYPOINT ["node", "infra/local/main.ts"]
CMD ["--host", "0.0.0.0", "--upstream", "espn", "--redis", "redis://redis:6379", "--data", "/data"]
