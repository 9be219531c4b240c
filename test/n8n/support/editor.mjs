import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { chromium, selectors } from 'playwright-core';
import { ensureChromium } from '../../../tools/n8n/ensureChromium.mjs';
import { projectFolder } from '../../../tools/packProject.mjs';
import { smallPng } from './smallPng.mjs';
import { nodeId } from './workflows.mjs';

/** Longest wait for something to appear, in milliseconds. */
const patience = 20_000;
const screenshots = join(projectFolder, '.cache', 'screenshots');

selectors.setTestIdAttribute('data-test-id');

/**
 * The editor of a started n8n in Chromium, with the owner signed in. It is closed after the tests.
 *
 * @param {import('../../../tools/n8n/instance.mjs').Instance} n8n
 * @param {{ width?: number, height?: number, scale?: number }} [size] of the page, in pixels; `scale`: pixels of its
 *   pictures for each of them
 */
export async function openEditor(n8n, { width = 1440, height = 1000, scale = 1 } = {}) {
	const { email, password } = await n8n.ensureOwner();
	const browser = await chromium.launch({
		executablePath: await ensureChromium(),
		// As root, as in most containers, Chromium runs only without its sandbox.
		chromiumSandbox: process.getuid?.() !== 0,
		args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	});
	after(() => browser.close());
	const context = await browser.newContext({
		viewport: { width, height },
		deviceScaleFactor: scale,
	});
	context.setDefaultTimeout(patience);
	const { url } = n8n.rest;
	await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: email, password },
	});
	const page = await context.newPage();
	const foreign = recordForeign(page, url);
	return new Editor(n8n, page, foreign);
}

export class Editor {
	#n8n;

	constructor(n8n, page, foreign) {
		this.#n8n = n8n;
		/** @type {import('playwright-core').Page} */
		this.page = page;
		/** Addresses of other hosts that the page asked for. @type {string[]} */
		this.foreign = foreign;
		this.parameters = page.getByTestId('node-parameters');
		this.output = page.getByTestId('output-panel');
	}

	/** Stores a workflow and shows one of its nodes. Each in a new one: the editor saves what is changed. */
	async openNode(workflow, id = nodeId) {
		const stored = await this.#n8n.rest.request('POST', '/rest/workflows', {
			name: 'Test',
			...workflow,
		});
		await this.page.goto(`${this.#n8n.rest.url}/workflow/${stored.id}/${id}`);
		// Drawn last; until it is there, what is missing may just not be drawn yet.
		await this.parameters
			.getByPlaceholder(/^Add (Option|Limit)$/)
			.last()
			.waitFor();
	}

	/** The control of a parameter; the last one where it is in several rows. */
	field(name) {
		return this.parameters.getByTestId(`parameter-input-${name}`).last();
	}

	/** The label of a parameter. */
	labelled(label) {
		return this.parameters.getByTestId('input-label').filter({ hasText: label }).last();
	}

	/** Labels of the parameters that are shown, from top to bottom. */
	async labels() {
		const shown = this.parameters.getByTestId('input-label').locator('visible=true');
		const texts = await shown.allInnerTexts();
		return texts.map((text) => text.split('\n')[0].trim());
	}

	/** Chooses an entry of a dropdown. */
	async choose(name, entry) {
		await this.field(name).locator('input').click();
		await this.#entries().filter({ hasText: entry }).first().click();
	}

	/** What a collection such as Options offers to add. @param {string} placeholder its button */
	async offered(placeholder) {
		const button = this.parameters.getByPlaceholder(placeholder);
		if ((await button.count()) === 0) return [];
		await button.click();
		await this.#entries().first().waitFor();
		const labels = await this.#entries().allInnerTexts();
		await this.page.keyboard.press('Escape');
		await this.#entries().first().waitFor({ state: 'hidden' });
		return labels;
	}

	/** Adds a field of a collection. */
	async add(placeholder, label) {
		await this.parameters.getByPlaceholder(placeholder).click();
		await this.page
			.getByRole('option', { name: label, exact: true })
			.locator('visible=true')
			.click();
	}

	/** Runs the node and what is before it, and waits until it is over. */
	async execute() {
		await this.page.getByTestId('node-execute-button').click();
		await this.output
			.getByText(/\d+ items?/)
			.first()
			.waitFor();
	}

	/** A picture of the page in .cache/screenshots, to look at. */
	async screenshot(name) {
		await mkdir(screenshots, { recursive: true });
		await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
	}

	/** A picture of the open node alone, with the members of its output. @param {string} path of the PNG */
	async portray(path) {
		// Neighbours on the canvas and messages that come and go say nothing about the node.
		const content = '[data-test-id=floating-nodes], .el-notification { display: none !important }';
		await this.page.addStyleTag({ content });
		await this.output.getByTestId('radio-button-schema').click();
		await this.page.mouse.move(0, 0);
		const png = await this.page.getByTestId('ndv').screenshot({ animations: 'disabled' });
		await writeFile(path, smallPng(png));
	}

	/** Waits until a list of elements reads like this. @param {import('playwright-core').Locator} list */
	async reads(list, expected) {
		const deadline = performance.now() + patience;
		let texts;
		do texts = await list.allInnerTexts();
		while (!isDeepStrictEqual(texts, expected) && performance.now() < deadline);
		assert.deepEqual(texts, expected);
	}

	assertNothingForeign() {
		assert.deepEqual(this.foreign, []);
	}

	#entries() {
		return this.page.getByRole('option').locator('visible=true');
	}
}

function recordForeign(page, origin) {
	const foreign = [];
	const { host } = new URL(origin);
	const record = (address) => {
		const { protocol, host: own } = new URL(address);
		if (/^(http|ws)/.test(protocol) && own !== host) foreign.push(address);
	};
	page.context().on('request', (request) => record(request.url()));
	page.on('websocket', (socket) => record(socket.url()));
	return foreign;
}
