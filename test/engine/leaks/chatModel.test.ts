import { tool } from '@langchain/core/tools';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { openGateway } from '../../support/chat';
import { supplyChatModelAt, type LangchainModel } from '../../support/chatModel';
import type { Responder } from '../../support/gateway';
import { credentialOf, type Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { placesIn } from '../../support/leaks/places';
import { refusals } from '../../support/leaks/refusals';
import { chatAnswer, gatewayFor } from '../../support/leaks/scenes';
import { answer } from '../../support/stream';

jest.setTimeout(1_800_000);

const look = tool(() => '', { name: 'look', schema: z.object({ at: z.string() }) });

/** How an Agent or a chain asks the model. */
const asks: { [how: string]: (model: LangchainModel) => Promise<unknown> } = {
	whole: async (model) => await model.invoke('Hi'),
	'with a tool': async (model) => await model.bindTools([look]).invoke('Hi'),
	streamed: async (model) => await collected(await model.stream('Hi')),
	'streamed with a tool': async (model) =>
		await collected(await model.bindTools([look]).stream('Hi')),
};

/** The pieces of a stream, and what they are together. */
async function collected(stream: AsyncIterable<{ text: unknown }>): Promise<unknown> {
	const pieces: Array<{ text: unknown }> = [];
	try {
		for await (const piece of stream) pieces.push(piece);
	} catch (thrown) {
		return [pieces, textOf(pieces), thrown];
	}
	return [pieces, textOf(pieces)];
}

const textOf = (pieces: Array<{ text: unknown }>) =>
	pieces.map(({ text }) => String(text)).join('');

/** Everything that is left: what the model gave or threw, and what n8n keeps of it. */
async function leftBy(
	ask: (model: LangchainModel) => Promise<unknown>,
	respond: Responder,
	canary: Canary,
): Promise<unknown> {
	const gateway = await openGateway(respond);
	const parameters: IDataObject = { throughput: { maxAttempts: 1, maxRateLimitWait: 1 } };
	const supplied = await supplyChatModelAt(gateway, parameters, credentialOf(canary));
	const result = await ask(supplied.model).catch((thrown: unknown) => thrown);
	await supplied.close();
	await gateway.close();
	if (supplied.requests.length === 0) throw new Error('The model has sent nothing');
	return [result, supplied.record()];
}

test.each(Object.entries(asks))(
	'whatever is said, the chat model shows no secret when it is asked %s',
	async (how, ask) => {
		const ofAnswers = placesIn(chatAnswer).map(({ where, saying }) => ({
			name: where,
			respond: (words: string) => gatewayFor({ send: answer }, saying(words)),
		}));
		const ofFailures = refusals.map(({ name, saying }) => ({ name, respond: saying }));
		const trials = [...ofAnswers, ...ofFailures].map(({ name, respond }) => ({
			name: `${how}, ${name}`,
			run: async (words: string, canary: Canary) => await leftBy(ask, respond(words), canary),
		}));
		const { shown } = await hunt(`chat model, ${how}`, trials, [how], 12);
		expect(shown).toBeGreaterThan(0);
	},
);
