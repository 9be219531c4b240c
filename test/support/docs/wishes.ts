/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the workflows of the project */
import { readFileSync } from 'node:fs';
import { filesBelow, projectFolder } from '../packed';
import { anchorOf, exists } from './markdown';

/** What an example is for, as the end of "I want to …", and the same in Chinese. */
interface Wish {
	file: string;
	wish: string;
	chinese: string;
}

/** One row for each workflow in examples/, in the order of the tables. Those that are not there are left out. */
const wishes: readonly Wish[] = [
	{
		file: 'nightly-ticket-summary',
		wish: 'summarize a list every night, and send one digest',
		chinese: '每晚总结一批工单，再合成一份日报',
	},
	{
		file: 'translate-sheet',
		wish: 'translate a sheet and keep its columns',
		chinese: '翻译一张表格，保留原来的列',
	},
	{
		file: 'invoice-fields',
		wish: 'take the fields out of invoices in PDF',
		chinese: '从 PDF 发票里取出字段',
	},
	{
		file: 'feed-router',
		wish: 'sort the news of a feed, and route each kind its own way',
		chinese: '给订阅的新闻分类，按类别走不同的路',
	},
	{
		file: 'chat-with-memory',
		wish: 'chat, with words that come one by one, and a memory',
		chinese: '做一个有记忆、逐字输出的聊天',
	},
	{
		file: 'agent-with-cost',
		wish: 'let a model use tools, and know what it cost',
		chinese: '让模型使用工具，并知道花了多少钱',
	},
	{
		file: 'retrieval',
		wish: 'get answers from my own documents, with one key',
		chinese: '用一个 Key 做知识库问答',
	},
	{
		file: 'stable-diffusion-loop',
		wish: 'make pictures with Stable Diffusion without blocking anything',
		chinese: '用 Stable Diffusion 画图，等待时不占资源',
	},
	{
		file: 'picture-with-callback',
		wish: 'make a picture that takes minutes, and sleep until the gateway calls',
		chinese: '画一张要几分钟的图，网关回调时再继续',
	},
	{
		file: 'speech-of-summary',
		wish: 'have a summary read aloud',
		chinese: '把摘要读成语音',
	},
	{
		file: 'big-list-in-batches',
		wish: 'send 10,000 items, see how far it is, and stop at a budget',
		chinese: '处理一万条数据，看得到进度，到预算就停',
	},
	{
		file: 'tickets-in-batches',
		wish: 'keep a long list batch by batch, so that a crash costs little',
		chinese: '长列表分批保存，崩溃也只损失一批',
	},
	{
		file: 'retry-tomorrow',
		wish: 'try tomorrow what failed today',
		chinese: '今天失败的，明天自动再试',
	},
];

/** Files of examples/ that are no workflows. */
const data = ['tickets.json'];

/** Workflows in examples/ that no table would show. */
export function untold(): string[] {
	return filesBelow(`${projectFolder}/examples`).filter(
		(file) =>
			file.endsWith('.json') &&
			!data.includes(file) &&
			!wishes.some((wish) => `${wish.file}.json` === file),
	);
}

const there = () => wishes.filter(({ file }) => exists(`examples/${file}.json`));

/** The table "I want to …", of an English or a Chinese page, with links as the page needs them. */
export function wishTable(language: 'english' | 'chinese'): string {
	if (language === 'chinese') {
		const rows = there().map(
			({ file, chinese }) => `| ${chinese} | [${file}.json](../examples/${file}.json) |`,
		);
		return ['| 我想…… | 工作流 |', '|---|---|', ...rows].join('\n');
	}
	const rows = there().map(
		({ file, wish }) =>
			`| [${wish}](docs/recipes.md#${anchorOf(noteOf(file).title)}) | [${file}.json](examples/${file}.json) |`,
	);
	return ['| I want to … | workflow |', '|---|---|', ...rows].join('\n');
}

/** A section for each workflow: its note, its picture and its file. */
export function recipes(): string {
	return there()
		.map(({ file, wish }) => {
			const { title, text } = noteOf(file);
			const picture = `![${title}: ${wish}](recipes/${file}.png)`;
			return `## ${title}\n\n[${file}.json](../examples/${file}.json)\n\n${picture}\n\n${text}`;
		})
		.join('\n\n');
}

/** What the note of a workflow says, as the page writes it. */
function noteOf(file: string): { title: string; text: string } {
	const { nodes } = JSON.parse(
		readFileSync(`${projectFolder}/examples/${file}.json`, 'utf8'),
	) as { nodes: Array<{ type: string; parameters: { content?: string } }> };
	const note = nodes.find(({ type }) => type.endsWith('stickyNote'))?.parameters.content ?? '';
	const [head = '', ...lines] = note.split('\n');
	// A list and each of its bold words begin a paragraph.
	const text = lines.map((line) => (/^(\*\*|1\. )/.test(line) ? `\n${line}` : line)).join('\n');
	return { title: head.replace(/^#+ /, ''), text: text.replace(/\n{3,}/g, '\n\n').trim() };
}
