import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { key } from '../../support/chat';
import { pdf } from '../../support/documents';
import { binary, formOf, png } from '../../support/files';
import { always, type Received } from '../../support/gateway';
import { runOperation } from '../../support/operation';

/* Forms and files through Request → Send. */

const picture = png();
const bill = pdf();
const item = (json: IDataObject = {}): INodeExecutionData => ({
	json,
	binary: {
		photo: binary(picture, 'image/png', 'photo.png'),
		bill: binary(bill, 'application/pdf', 'Rechnung "42".pdf'),
		empty: binary(Buffer.alloc(0), 'application/pdf', 'empty.pdf'),
	},
});
const run = async (parameters: IDataObject, items: INodeExecutionData[] = [item()]) =>
	await runOperation(
		always({ ok: true }),
		'request.send',
		{ method: 'POST', path: '/v1/files', ...parameters },
		{ items, onError: 'continueRegularOutput' },
	);
const fields = (...values: Array<[name: unknown, value: unknown]>) => ({
	form: { values: values.map(([name, value]) => ({ name, value })) } as IDataObject,
});
const files = (...values: Array<[name: string, binaryProperty: string]>) => ({
	files: { values: values.map(([name, binaryProperty]) => ({ name, binaryProperty })) },
});

test('a form is sent as web pages send it', async () => {
	const { requests, items } = await run(
		{
			bodyType: 'form',
			...fields(
				['grant type', 'a&b=c +é"%'],
				['list', '={{ $json.list }}'],
				['list', ''],
				['half', '={{ "a🎈b".slice(0, 2) }}'],
			),
		},
		[item({ list: [1, { a: 2 }] })],
	);
	const [{ headers, bytes, method }] = requests as [Received];
	expect(method).toBe('POST');
	expect(headers).toMatchObject({
		'content-type': 'application/x-www-form-urlencoded',
		authorization: `Bearer ${key}`,
	});
	expect(bytes.toString()).toBe(
		'grant+type=a%26b%3Dc+%2B%C3%A9%22%25&list=%5B1%2C%7B%22a%22%3A2%7D%5D&list=&half=a%EF%BF%BD',
	);
	expect([...new URLSearchParams(bytes.toString())][0]).toEqual(['grant type', 'a&b=c +é"%']);
	expect(items[0]?.json).toMatchObject({ status: 200, body: { ok: true } });
});

test('two files and a field arrive byte for byte', async () => {
	const { requests } = await run(
		{
			bodyType: 'multipart',
			...fields(['purpose', '={{ $json.purpose }}']),
			...files(['file', 'photo'], ['file', 'bill']),
		},
		[item({ purpose: 'assistants' })],
	);
	const [request] = requests as [Received];
	expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
	expect(await formOf(request)).toEqual([
		['purpose', 'assistants'],
		['file', { name: 'photo.png', type: 'image/png', bytes: picture }],
		['file', { name: 'Rechnung "42".pdf', type: 'application/pdf', bytes: bill }],
	]);
});

test('files alone, and fields alone, are a form with files', async () => {
	const alone = await run({ bodyType: 'multipart', ...files(['image', 'photo']) });
	expect((await formOf(alone.requests[0]!)).map(([name]) => name)).toEqual(['image']);
	const without = await run({ bodyType: 'multipart', ...fields(['a', 'b']) });
	expect(await formOf(without.requests[0]!)).toEqual([['a', 'b']]);
});

test.each([
	['GET', 'multipart'],
	['DELETE', 'form'],
])('%s carries no form, whatever the hidden fields hold', async (method, bodyType) => {
	const { requests } = await run({ method, bodyType, ...fields(['a', 'b']) });
	expect(requests.map((one) => [one.method, one.bytes.length])).toEqual([[method, 0]]);
});

test('the fields of another type of body are left aside', async () => {
	const both = { body: '{"a":1}', ...fields(['b', '2']), ...files(['file', 'photo']) };
	const types = ['json', 'form', 'multipart'];
	const sent = await Promise.all(types.map(async (bodyType) => await run({ bodyType, ...both })));
	const [json, form, multipart] = sent.map(({ requests }) => requests[0]!);
	expect(json?.body).toEqual({ a: 1 });
	expect(form?.bytes.toString()).toBe('b=2');
	expect(await formOf(multipart!)).toHaveLength(2);
});

test('two items with other files do not share an answer', async () => {
	const other = { json: {}, binary: { photo: binary(png(3, 3), 'image/png', 'photo.png') } };
	const parameters = {
		bodyType: 'multipart',
		...files(['file', 'photo']),
		throughput: { deduplicate: true },
	};
	const { requests } = await run(parameters, [item(), other, item()]);
	expect(requests).toHaveLength(2);
});

test.each<[string, IDataObject, string, string, string]>([
	[
		'without anything in it',
		{ bodyType: 'form' },
		'Form Fields',
		'Form Fields are empty',
		'Add a field, or choose another Body Type.',
	],
	[
		'with files without anything in it',
		{ bodyType: 'multipart' },
		'Form Fields',
		'Form Fields are empty',
		'Add a field or a file, or choose another Body Type.',
	],
	[
		'with a field without a name',
		{ bodyType: 'form', ...fields(['a', 'b'], [' ', 'c']) },
		'Form Fields, field 2, Name',
		'Form Fields, field 2, Name is empty',
		'Enter a text, or an expression that gives one.',
	],
	[
		'with a file that is not there',
		{ bodyType: 'multipart', ...files(['file', 'scan']) },
		'Files, file 1, Binary Field',
		'Files, file 1, Binary Field names the binary field "scan", which the item does not have',
		'The item has the binary fields photo, bill, empty. Enter one of these names.',
	],
	[
		'with an empty file',
		{ bodyType: 'multipart', ...files(['file', 'photo'], ['file', 'empty']) },
		'Files, file 2, Binary Field',
		'Files, file 2, Binary Field names the file "empty", which is empty',
		'Check the node that reads the file.',
	],
	[
		'of a type that there is not',
		{ bodyType: '={{ "xml" }}' },
		'Body Type',
		'Body Type must be one of json, form, multipart, but is "xml"',
		'Choose one of these values.',
	],
])(
	'a form %s is a sentence, and nothing is sent',
	async (_what, parameters, field, message, description) => {
		const { items, requests } = await run(parameters);
		expect(requests).toEqual([]);
		expect(items[0]?.json).toMatchObject({
			message: `${message} [Item 0]`,
			error: { kind: 'input', field, description },
		});
	},
);
