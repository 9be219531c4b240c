/**
 * Counts in the page what a person presses: buttons of the mouse, and keys.
 *
 * @param {import('playwright-core').Page} page before it is opened
 * @returns {Promise<() => Promise<Presses>>} what was pressed since the page was loaded
 */
export async function countPresses(page) {
	await page.addInitScript(() => {
		const counted = { clicks: 0, keys: 0 };
		globalThis.pressesSoFar = counted;
		addEventListener('mousedown', () => counted.clicks++, true);
		addEventListener('keydown', () => counted.keys++, true);
	});
	return async () => await page.evaluate(() => ({ ...globalThis.pressesSoFar }));
}

/** @typedef {{ clicks: number, keys: number }} Presses */
