import { modelsOf, modelOf, refuses } from '../../support/byModel';
import { runChat } from '../../support/chat';
import { ToolModel } from '../../support/tools/model';
import { looking } from '../../support/tools/nodes';

const unknown = refuses(404, 'The model does not exist', { code: 'model_not_found' });

test.each(['chat', 'claude'])(
	'%s: where a model fails between two rounds, the next one goes on with what the tools gave, and none runs again',
	async (resource) => {
		const looks: unknown[] = [];
		const good = new ToolModel(() => [
			[{ name: 'look', arguments: { at: 'sky' } }],
			[{ name: 'look', arguments: { at: 'sea' } }],
		]);
		const { items, requests } = await runChat(
			(request, response, position) =>
				request.body.model === 'one' && position > 0
					? unknown(request, response, position)
					: good.respond(request, response, position),
			{
				parameters: {
					...(resource === 'claude'
						? { resource, operation: 'message', maxTokens: 500 }
						: { resource }),
					model: modelOf('one'),
					options: { fallbackModels: ['two'], stream: false },
				},
				tools: [
					looking('look', ({ at }) => {
						looks.push(at);
						return `${at} is blue`;
					}),
				],
			},
		);
		const { text, tool_runs, usage, request } = items[0]?.json ?? {};
		expect(text).toMatch(/sky is blue.*sea is blue/);
		expect(modelsOf(requests)).toEqual(['one', 'one', 'two', 'two']);
		expect(looks).toEqual(['sky', 'sea']);
		expect(tool_runs).toHaveLength(2);
		expect(usage).toMatchObject({ total_tokens: good.used.total_tokens });
		expect(request).toMatchObject({ sent: 4, fallbacks: [{ model: 'one', kind: 'notFound' }] });
	},
);
