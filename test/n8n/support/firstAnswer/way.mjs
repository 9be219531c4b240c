import { setTimeout as pause } from 'node:timers/promises';

/** What is asked. */
export const question = 'Say hello to the new user.';

/** A person types no faster; n8n's fields lose letters that come at once. In milliseconds. */
const delay = 40;

/**
 * @typedef {object} Chosen a node, and what is looked for in its editor
 * @property {string} node its name in the node panel
 * @property {string} search what is typed to find it
 * @property {string} answer of the gateway, as the output shows it
 * @property {() => Promise<void>} [onFound] called when the node is on the screen, before it is chosen
 */

/**
 * The way from an empty canvas to the first answer, step by step, as somebody goes it who has a credential already.
 *
 * @param {import('../editor.mjs').Editor} editor
 * @param {Chosen} chosen
 * @returns {Record<string, () => Promise<void>>} by what is done
 */
export function wayOf({ page, output }, { node, search, answer, onFound }) {
	const item = (text) =>
		page.getByTestId('node-creator-item-name').getByText(text, { exact: true }).first();
	const type = async (text) => await page.keyboard.type(text, { delay });
	return {
		'“Add first step”': async () => {
			await page.getByTestId('canvas-add-button').getByRole('button').click();
			await page.getByTestId('node-creator-search-bar').waitFor();
		},
		'find the node': async () => {
			await type(search);
			await item(node).waitFor();
			await onFound?.();
			await item(node).click();
		},
		'choose the action “Message a model”': async () => {
			await item('Message a model').click();
			await page.getByTestId('ndv').waitFor();
		},
		'choose a model': async () => {
			await page.getByTestId('rlc-input').locator('visible=true').click();
			await page.getByTestId('rlc-search').waitFor();
			await type('4o-mini');
			await page
				.getByTestId('rlc-item')
				.filter({ hasText: /^gpt-4o-mini$/i })
				.click();
		},
		'write the message': async () => {
			await page.getByTestId('parameter-input-content').locator('textarea').click();
			await type(question);
			// n8n takes over what was typed when nothing more comes.
			await pause(2000);
		},
		'“Execute step”': async () => {
			await page.getByTestId('node-execute-button').click();
			await output.getByText(answer).first().waitFor();
		},
	};
}
