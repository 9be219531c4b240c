import { heldBytes } from '../../nodes/delivery/heldBytes';
import { runChat } from '../support/chat';
import { completion, sendJson } from '../support/gateway';

const megabyte = 1024 * 1024;
const long = 'word '.repeat(1_900_000);

/** Runs two items, the second of which has an answer of 9 MB, while others hold so many MB. */
async function runBeside(megabytes: number) {
	const others = heldBytes.hold();
	expect(others.add(megabytes * megabyte)).toBe(true);
	try {
		return await runChat(
			({ body }, response) =>
				sendJson(response, completion(body.messages[0].content === '1' ? long : 'Short')),
			{
				items: [{ number: 0 }, { number: 1 }],
				parameters: {
					messages: { values: [{ role: 'user', content: '={{ $json.number }}' }] },
					options: { stream: false },
				},
				onError: 'continueRegularOutput',
			},
		);
	} finally {
		others.release();
	}
}

const room = () => {
	const all = heldBytes.hold();
	const has = all.add(384 * megabyte);
	all.release();
	return has;
};

test('an item that is too large beside what n8n keeps fails with what is left of it, and no other', async () => {
	const { items } = await runBeside(370);
	expect(items[0]?.json.text).toBe('Short');
	expect(items[1]?.json).toMatchObject({
		message: 'The answers that this n8n has to keep are larger than 512 MB together [Item 1]',
		error: {
			kind: 'malformed',
			retryable: false,
			text: expect.stringMatching(/^word word /),
			description: expect.stringContaining('fewer items at a time'),
		},
	});
	expect(room()).toBe(true);
});

test('one that has room comes out whole, and nothing is counted after its run', async () => {
	const { items } = await runBeside(300);
	expect(String(items[1]?.json.text)).toHaveLength(long.length);
	expect(room()).toBe(true);
});
