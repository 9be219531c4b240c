import { byModel, modelsOf, modelOf, refuses } from '../../support/byModel';
import { runChat } from '../../support/chat';
import { answerClaude, claudeAnswer } from '../../support/claude';
import { completion } from '../../support/gateway';
import { answer } from '../../support/stream';
import { ToolModel } from '../../support/tools/model';
import { looking } from '../../support/tools/nodes';

const unknown = refuses(404, 'The model does not exist', { code: 'model_not_found' });

test.each(['chat', 'claude'])(
	'%s: where a model fails between two rounds, the next one goes on with what the tools gave, without foreign thoughts, and no tool runs again',
	async (resource) => {
		const looks: unknown[] = [];
		const one = new ToolModel(() => [[{ name: 'look', arguments: { at: 'sky' } }]]);
		const { items, requests } = await runChat(
			byModel({
				one: (request, response, position) =>
					(position > 0 ? unknown : one.respond)(request, response, position),
				two: (request, response) =>
					resource === 'claude'
						? answerClaude(request, response, claudeAnswer([{ type: 'text', text: 'Blue.' }]))
						: answer(request, response, completion('Blue.')),
			}),
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
		expect(text).toBe('Blue.');
		expect(modelsOf(requests)).toEqual(['one', 'one', 'two']);
		expect(looks).toEqual(['sky']);
		expect(tool_runs).toHaveLength(1);
		expect(request).toMatchObject({ sent: 3, fallbacks: [{ model: 'one', kind: 'notFound' }] });
		expect(usage).not.toBeNull();
		const [own = '', foreign = ''] = requests.slice(1).map(({ body }) => JSON.stringify(body.messages));
		expect(own).toContain('Think 0');
		expect(foreign).toContain('sky is blue');
		expect(foreign).not.toContain('Think 0');
	},
);
