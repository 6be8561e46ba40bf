import packageJson from '../../package.json' with { type: 'json' };
import { schemaComponents } from './components.ts';
import type { Examples } from './examples.ts';
import { HEADER_COMPONENTS } from './headers.ts';
import { inputsOf, type InputSchema } from './input-schemas.ts';
import { defined, type Json, type JsonObject } from './json.ts';
import { OPERATIONS, TAGS, type RouteName } from './operations.ts';
import { methodAndPath, parametersOf } from './parameters.ts';
import { problemExamples, problemResponses, responsesOf } from './responses.ts';
import { CONTRACT_ROUTES } from './routes.ts';

const DESCRIPTION = `A shared cache between sports bots and a sports data provider.

- Every answer says how old it is (\`Age\`), which tier it came from (\`Cache-Status\`) and how long a client may keep it (\`Cache-Control\`). With \`If-None-Match\` a document that the client has costs a 304.
- Errors are \`application/problem+json\` (RFC 9457) with a stable \`code\`. The codes of each route are all it gives. A path that does not exist is a 404 \`route-not-found\`, another method a 405 \`method-not-allowed\` with \`Allow\`; both need a key.
- \`HEAD\` works wherever \`GET\` does, and answers without a body. A trailing slash changes nothing. A query parameter that is not listed is a 400.
- Members may be added to answers, and values to texts that are not a closed list, without a new major version.
- Where nobody has configured keys, none is asked for.`;

/** The OpenAPI 3.1 document of the API. */
export const openApiDocument = (examples: Examples): JsonObject => {
  const paths = pathsOf(examples);
  const responses = problemResponses();
  return {
    openapi: '3.1.1',
    info: {
      title: 'Statline',
      version: packageJson.version,
      summary: packageJson.description,
      description: DESCRIPTION,
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: '/', description: 'Where this document was served from' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: schemaComponents([paths, responses]),
      responses,
      headers: HEADER_COMPONENTS,
      examples: problemExamples(examples.problems),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key. Of an admin key: every route.' },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description: 'The same key in a header of its own.',
        },
      },
    },
  };
};

const pathsOf = (examples: Examples): JsonObject => {
  const byPath = Map.groupBy(Object.keys(OPERATIONS) as RouteName[], (name) => methodAndPath(name)[1]);
  return Object.fromEntries(
    [...byPath].map(([path, names]) => [
      path,
      Object.fromEntries(
        names.map((name) => [methodAndPath(name)[0].toLowerCase(), operationOf(name, examples.routes[name])]),
      ),
    ]),
  );
};

const operationOf = (name: RouteName, example: Json): JsonObject => {
  const { id, tag, summary, description, body } = OPERATIONS[name];
  const { access } = CONTRACT_ROUTES[name];
  return defined({
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: access === 'open' ? [] : [{ bearer: [access] }, { apiKey: [access] }],
    parameters: parametersOf(name),
    requestBody: body && {
      required: true,
      content: { 'application/json': { schema: bodySchema(body.schema), example: body.example } },
    },
    responses: responsesOf(name, example),
  });
};

const bodySchema = (body: InputSchema): JsonObject => {
  const inputs = inputsOf(body);
  const required = inputs.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return defined({
    type: 'object',
    properties: Object.fromEntries(inputs.map(({ name, schema }) => [name, schema])),
    required: required.length === 0 ? undefined : required,
    additionalProperties: false,
  });
};
