import { isObject } from '../../../nodes/api/json';
import type { Parameters } from '../../../nodes/fields/parameters';
import { readMessages } from '../../../nodes/fields/readMessages';
import { fc, holdsLater } from '../../support/property';

const pixel = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const dataUrl = `data:image/png;base64,${Buffer.from(pixel).toString('base64')}`;

/** Parameters with these rows of messages, and a picture in every binary field. */
function withRows(rows: readonly object[]): Parameters {
	const values: { [name: string]: unknown } = {
		messageSource: 'fields',
		messages: { values: rows },
	};
	return {
		get: (name) => values[name],
		expressionAt: () => undefined,
		file: async () => ({ bytes: pixel, mimeType: 'image/png', fileName: 'a.png' }),
	};
}

const sentences = fc
	.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }))
	.filter((text) => text.trim() !== '');
const urls = fc.array(fc.webUrl({ withQueryParameters: true }), { maxLength: 3 });
const files = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 2 });

interface Row {
	role: string;
	content: string;
	urls: string[];
	files: string[];
}

const rows: fc.Arbitrary<Row> = fc.record({
	role: fc.constantFrom('system', 'developer', 'user', 'assistant', 'tool', 'function'),
	content: sentences,
	urls,
	files,
});

/** A row as the editor gives it. */
function inEditor({ role, content, urls: addresses, files: fields }: Row) {
	return {
		role,
		content,
		imageUrls: addresses.join(', '),
		binaryProperties: fields.join(','),
		...(role === 'function' ? { name: 'f' } : {}),
		...(role === 'tool' ? { toolCallId: 'call_1' } : {}),
	};
}

/** A row as it has to be sent: pictures go with what a user says, and with nothing else. */
function asSent({ role, content, urls: addresses, files: fields }: Row) {
	const pictures = [...addresses, ...fields.map(() => dataUrl)].map((url) => ({
		type: 'image_url',
		image_url: { url },
	}));
	const isPlain = role !== 'user' || pictures.length === 0;
	return {
		role,
		...(role === 'function' ? { name: 'f' } : {}),
		...(role === 'tool' ? { tool_call_id: 'call_1' } : {}),
		content: isPlain ? content : [{ type: 'text', text: content }, ...pictures],
	};
}

test('every row is one message, with its role, its whole text and its pictures in their order', async () => {
	await holdsLater(
		fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 6 }), async (list) => {
			const messages = await readMessages(withRows(list.map(inEditor)));
			expect(messages).toEqual(list.map(asSent));
		}),
	);
});

test('whatever an expression gives for a row, it is a message with a role and a content, or the item is told why', async () => {
	const anything = fc.dictionary(
		fc.constantFrom(
			'role',
			'content',
			'imageUrls',
			'binaryProperties',
			'name',
			'toolCallId',
			'toolCalls',
			'functionCall',
		),
		fc.oneof(
			fc.constantFrom<unknown>(
				'user',
				'assistant',
				'tool',
				'',
				null,
				'https://a.test/b.png',
				'[]',
				'{}',
				'{"name":"f"}',
			),
			fc.jsonValue({ maxDepth: 2 }),
		),
	);
	await holdsLater(
		fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 3 }), async (list) => {
			const told: unknown = await readMessages(withRows(list)).catch((thrown: unknown) => thrown);
			if (!Array.isArray(told)) {
				expect(told).toMatchObject({
					failure: { kind: 'input', message: expect.stringMatching(/^Message/) },
				});
				return;
			}
			expect(told).toHaveLength(list.length);
			for (const message of told as unknown[])
				expect(isObject(message) && typeof message.role === 'string' && 'content' in message).toBe(
					true,
				);
		}),
		200,
	);
});
