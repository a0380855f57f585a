# madoguchi behind a PostgreSQL of its own (compose.yaml). No secret stands in the image: settings come by the environment at its start.
FROM node:24-slim

WORKDIR /opt/madoguchi

# What `npm ci` needs: its last step writes the database client from the schema into src/store/generated.
COPY package.json package-lock.json .npmrc ./
COPY scripts/generate.mjs scripts/
COPY prisma prisma/
RUN npm ci --omit=dev && npm cache clean --force

COPY tsconfig.json ./
COPY scripts scripts/
COPY centres centres/
COPY src src/

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
EXPOSE 3000

# The image's own user, who owns nothing here: the program writes only to the database.
USER node

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=4", "src/main.ts"]
