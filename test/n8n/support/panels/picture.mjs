import { writeFile } from 'node:fs/promises';
import { smallPng } from '../smallPng.mjs';

/**
 * A picture of what is on a part of the page, down to the last thing that is drawn there.
 *
 * @param {import('../editor.mjs').Editor} editor
 * @param {import('playwright-core').Locator} part
 * @param {string} path of the PNG
 */
export async function takePicture({ page }, part, path) {
	await page.mouse.move(0, 0);
	const clip = await part.evaluate((element) => {
		const margin = 12;
		const { left, top, right, bottom: end } = element.getBoundingClientRect();
		// Others stretch to the end of the page, where n8n asks what it could do better.
		const drawn = [...element.querySelectorAll('*')].filter(
			(each) =>
				each.children.length === 0 &&
				each.checkVisibility() &&
				!each.closest('[data-test-id=node-feature-request]'),
		);
		const bottom = Math.max(...drawn.map((each) => each.getBoundingClientRect().bottom));
		return { x: left, y: top, width: right - left, height: Math.min(bottom + margin, end) - top };
	});
	await writeFile(path, smallPng(await page.screenshot({ clip, animations: 'disabled' })));
}
