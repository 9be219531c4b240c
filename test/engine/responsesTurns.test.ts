import { HumanMessage, type BaseMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';
import { agentTurn, type N8nVersion } from '../support/agentTurns';
import { askWithTools } from '../support/askWithTools';
import { openGateway } from '../support/chat';
import { supplyChatModel, supplyChatModelAt, type LangchainModel } from '../support/chatModel';
import { requestViolations } from '../support/responses/violations';
import { strictResponses } from '../support/responses/strictServer';

const look = tool(() => '', {
	name: 'look',
	description: 'Looks',
	schema: z.object({ at: z.string() }),
});

const ask = async (model: LangchainModel, messages: BaseMessage[], streamed: boolean) =>
	await askWithTools(model, [look], messages, streamed);

const versions: N8nVersion[] = ['2.41.1', '2.16.1'];
const ways = versions.flatMap((version) =>
	[false, true].flatMap((streamed) => [1, 2].map((calls) => [version, streamed, calls] as const)),
);

test.each(ways)(
	'under the Agent of n8n %s (streamed: %s, calls a turn: %i) five turns keep thoughts, calls and results together on /v1/responses',
	async (version, streamed, calls) => {
		const script = Array.from({ length: 5 }, (_turn, turn) =>
			Array.from({ length: calls }, (_call, at) => ({
				name: 'look',
				arguments: { at: `${turn}.${at}` },
			})),
		);
		const supplied = await supplyChatModel(strictResponses(script));
		const messages: BaseMessage[] = [new HumanMessage('What do you see?')];
		for (let turn = 0; turn < 5; turn++) {
			const said = await ask(supplied.model, messages, streamed);
			expect(said.tool_calls).toHaveLength(calls);
			messages.push(...agentTurn(said, Array(calls).fill('blue'), version));
		}
		const last = await ask(supplied.model, messages, streamed);
		expect(last.content).toBe(
			`Done after 5: ${Array(5 * calls)
				.fill('blue')
				.join(', ')}`,
		);
		const paths = supplied.requests.map(({ path }) => path);
		// The first one shows the way.
		expect(paths.filter((path) => path === '/v1/chat/completions')).toHaveLength(1);
		expect(paths).toHaveLength(7);
		for (const { path, body } of supplied.requests)
			if (path === '/v1/responses') expect(requestViolations(body)).toEqual([]);
		await supplied.close();
	},
);

test.each([false, true])(
	'each turn may be taken by another worker of n8n (streamed: %s)',
	async (streamed) => {
		const script = Array.from({ length: 4 }, (_turn, turn) => [
			{ name: 'look', arguments: { at: `${turn}` } },
		]);
		const gateway = await openGateway(strictResponses(script));
		const messages: BaseMessage[] = [new HumanMessage('What do you see?')];
		/** Asks in a process that knows nothing of the turns before it, nor of the gateway. */
		const askAnew = async () => {
			let said: Awaited<ReturnType<typeof ask>> | undefined;
			await jest.isolateModulesAsync(async () => {
				const other = await import('../../nodes/LmChatAigc2d/LmChatAigc2d.node');
				const type = new other.LmChatAigc2d();
				const { model, close } = await supplyChatModelAt(gateway, {}, {}, type);
				said = await ask(model, messages, streamed);
				await close();
			});
			return said!;
		};
		for (let turn = 0; turn < 4; turn++)
			messages.push(...agentTurn(await askAnew(), ['blue'], '2.41.1'));
		expect((await askAnew()).content).toBe('Done after 4: blue, blue, blue, blue');
		const paths = gateway.requests.map(({ path }) => path);
		// Every worker has to be shown the way once.
		expect(paths.filter((path) => path === '/v1/responses')).toHaveLength(5);
		expect(paths.filter((path) => path === '/v1/chat/completions').length).toBeLessThanOrEqual(5);
	},
);
