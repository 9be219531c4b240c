import assert from 'node:assert/strict';
import { readTickets } from '../../../../demo/example/nightlySummary.mjs';
import { binaryFile } from '../binaryFile.mjs';

const tickets = await readTickets();
const expectedOf = (text) => tickets.find((ticket) => ticket.text === text).expected;

/** @type {import('./example.mjs').Trial[]} */
export const texts = [
	{
		file: 'nightly-ticket-summary',
		shows: 'gives a summary of each ticket, and a mail with all of them',
		models: { 'Summarize Ticket': 'tiny-support' },
		check({ jsonOf }) {
			const summaries = jsonOf('Summarize Ticket');
			const expected = tickets.map((ticket) => ticket.expected.summary);
			assert.deepEqual(
				summaries.map(({ text }) => text),
				expected,
			);
			const [{ subject, body, tokens }] = jsonOf('Mail Body');
			assert.match(subject, /^24 tickets, \d{4}-\d\d-\d\d$/);
			assert.equal(body, expected.map((summary) => `- ${summary}`).join('\n'));
			assert.equal(
				tokens,
				summaries.reduce((sum, { usage }) => sum + usage.total_tokens, 0),
			);
		},
	},
	{
		file: 'translate-sheet',
		shows: 'translates a column and keeps the others',
		models: { 'Translate Description': 'rule-translator' },
		check({ jsonOf }) {
			const rows = jsonOf('One Item per Row');
			const translated = [
				'A guten Buch for your Morgen, with 80 pages.',
				'Keeps Wasser cold. Bestellung it at https://example.org/bottle',
				'For the guten Kunde: {{name}} is printed on it.',
				'The welt, on 90 by 60 cm.',
			];
			assert.deepEqual(
				jsonOf('Columns of the Sheet'),
				rows.map((row, at) => ({ ...row, description_de: translated[at] })),
			);
		},
	},
	{
		file: 'invoice-fields',
		shows: 'makes a row of each PDF',
		models: { 'Extract Fields': 'rule-extractor' },
		check({ jsonOf }) {
			assert.deepEqual(jsonOf('Row'), [
				{
					file: 'paper.pdf',
					vendor: 'Nordlicht Paper',
					invoice_number: 'NP-2026-0117',
					invoice_date: '2026-03-02',
					due_date: '2026-04-01',
					net_amount: 1200,
					total: 1428,
				},
				{
					file: 'hosting.pdf',
					vendor: 'Cloud Harbour (Ltd.)',
					invoice_number: '88231',
					invoice_date: '2026-03-05',
					net_amount: 49.9,
					total: 59.38,
				},
				{
					file: 'chairs.pdf',
					vendor: 'Stuhl und Tisch',
					invoice_number: 'R-55',
					invoice_date: '2026-03-11',
					due_date: '2026-03-25',
					net_amount: 832.5,
					total: 990.68,
				},
			]);
		},
	},
	{
		file: 'feed-router',
		shows: 'sends each post of a feed to whom it concerns',
		models: { 'Classify Post': 'tiny-support' },
		check({ jsonOf }) {
			const ends = {
				'To Accounting': ['Price of the tablet', 'Dashboard'],
				'To the Warehouse': ['Where is it?', 'Monitor delivered elsewhere'],
				'To the Engineers': ['Slow app', 'No power'],
				'By Hand': ['Locked out', 'Great printer'],
			};
			for (const [end, titles] of Object.entries(ends)) {
				const posts = jsonOf(end);
				assert.deepEqual(
					posts.map(({ title }) => title),
					titles,
					end,
				);
				for (const { description, link, data } of posts) {
					const { category, sentiment, priority } = expectedOf(description);
					assert.deepEqual(data, { category, sentiment, priority });
					assert.match(link, /^https:\/\/forum\.example\/post\/\d+$/);
				}
			}
		},
	},
	{
		file: 'speech-of-summary',
		shows: 'reads a summary aloud',
		models: { Summarize: 'rule-summarizer', 'Read Aloud': 'rule-speaker' },
		async check({ itemsOf }, { n8n }) {
			const [{ json, binary }, ...others] = itemsOf('Read Aloud');
			assert.deepEqual(others, []);
			assert.match(json.input.text, /^The city library opens again on Monday\./);
			const bytes = await binaryFile(n8n, binary.audio);
			assert.equal(bytes.subarray(8, 12).toString(), 'WAVE');
			// The embedded gateway writes beside the tones what they stand for.
			assert.ok(bytes.includes(json.input.text));
		},
	},
];
