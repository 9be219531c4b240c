import { openGateway } from '../../support/chat';
import { testCredential } from '../../support/credentialTest';
import type { Responder } from '../../support/gateway';
import { credentialOf, type Canary } from '../../support/leaks/canary';
import { hunt } from '../../support/leaks/hunt';
import { placesIn } from '../../support/leaks/places';
import { refusals } from '../../support/leaks/refusals';
import { gatewayFor } from '../../support/leaks/scenes';
import { howMany } from '../../support/howMany';
import { searchModels } from '../../support/modelSearch';

jest.setTimeout(1_800_000);

const list = {
	object: 'list',
	data: [
		{ id: 'gpt-4o', object: 'model', owned_by: 'someone', supported_endpoint_types: ['openai'] },
		{ id: 'painter', name: 'Painter' },
	],
};

const credentialTest = 'the test of the credential';

/** What the editor shows, or what n8n logs where there is nothing to show. */
const looks: { [what: string]: (baseUrl: string, canary: Canary) => Promise<unknown> } = {
	'the list of models': async (baseUrl, canary) =>
		await searchModels({ baseUrl, credential: credentialOf(canary) }),
	'the list of models for an operation': async (baseUrl, canary) =>
		await searchModels({ baseUrl, credential: credentialOf(canary), operation: 'chat.complete' }),
	'the list of models that is searched': async (baseUrl, canary) =>
		await searchModels({ baseUrl, credential: credentialOf(canary), filter: 'a' }),
	[credentialTest]: async (baseUrl, canary) =>
		await testCredential({ baseUrl, ...credentialOf(canary) }),
};

test.each(Object.entries(looks))('whatever is said, %s shows no secret', async (what, look) => {
	const leftBy = async (respond: Responder, canary: Canary) => {
		const { url, close } = await openGateway(respond);
		const left = await look(url, canary).catch((thrown: unknown) => thrown);
		await close();
		return left;
	};
	const ofAnswers = placesIn(list).map(({ where, saying }) => ({
		name: where,
		respond: (words: string) => gatewayFor({}, saying(words)),
	}));
	const ofFailures = refusals.map(({ name, saying }) => ({ name, respond: saying }));
	const trials = [...ofAnswers, ...ofFailures].map(({ name, respond }) => ({
		name: `${what}, ${name}`,
		run: async (words: string, canary: Canary) => await leftBy(respond(words), canary),
	}));
	const { shown } = await hunt(what, trials, [what], 12);
	// A test has sentences of its own for all that may happen.
	if (what === credentialTest) expect(shown).toBe(0);
	else expect(howMany(1, shown)).toBeGreaterThan(0);
});
