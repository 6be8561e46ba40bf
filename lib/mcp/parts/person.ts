import {
  acceptedContent,
  inputRequired,
  inputResponse,
  type ClientCapabilities,
  type InputRequiredResult,
} from '@modelcontextprotocol/server';
import { PROVIDER_ID } from '../../sports/model/index.ts';
import type { Choice } from './schema.ts';

/** Something that several are called by, and those who are. */
export interface Doubt {
  /** The member of the form, and of what the person answers. */
  readonly field: string;
  /** As it was typed. */
  readonly typed: string;
  readonly choices: readonly Choice[];
}

/** The person in front of the caller, who can say which of several is meant. */
export interface Person {
  /** The id that the person has chosen; undefined: nobody was asked, or nothing was chosen. */
  chosen(field: string): string | undefined;
  /** A result that asks the person; undefined: nobody can be asked, or the person has been asked before. */
  ask(doubts: readonly Doubt[]): InputRequiredResult | undefined;
}

const FORM = 'choice';
/** Nobody reads a longer list, and whoever is meant must be on it: a team tells them apart. */
const MAX_CHOICES = 10;

/**
 * Who answers the forms of a request. Without a connection (2025's HTTP, served statelessly) nothing is known of the
 * caller, and nobody is asked.
 */
export const personOf = (
  capabilities: ClientCapabilities | undefined,
  responses: Readonly<Record<string, unknown>> | undefined,
): Person => {
  const wasAsked = inputResponse(responses, FORM).kind !== 'missing';
  const content = acceptedContent(responses, FORM);
  return {
    chosen(field) {
      const id = content?.[field];
      // From the caller's hands, as every name is.
      return typeof id === 'string' && PROVIDER_ID.test(id) ? id : undefined;
    },
    ask(doubts) {
      const isChoice = doubts.every(({ choices }) => choices.length <= MAX_CHOICES);
      if (wasAsked || !isChoice || !takesForms(capabilities)) return undefined;
      return inputRequired({
        inputRequests: {
          [FORM]: inputRequired.elicit({
            message: `Which ${doubts.map(({ typed }) => typed).join(', which ')}?`,
            requestedSchema: {
              type: 'object',
              properties: Object.fromEntries(doubts.map((doubt) => [doubt.field, selectOf(doubt)])),
              required: doubts.map(({ field }) => field),
            },
          }),
        },
      });
    },
  };
};

/** A client that names no mode takes forms (2025-11-25, elicitation). */
const takesForms = ({ elicitation }: ClientCapabilities = {}): boolean =>
  elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);

const selectOf = ({ typed, choices }: Doubt) => ({
  type: 'string' as const,
  title: typed,
  oneOf: choices.map((choice) => ({ const: choice.id, title: titleOf(choice) })),
});

/** `Josh Allen (QB, BUF)` */
export const titleOf = ({ name, detail }: Choice): string => (detail === undefined ? name : `${name} (${detail})`);
