/**
 * What AIGC2D's price list says of a Stable Diffusion picture: per megapixel, step and picture 5 points,
 * and 6 more for each ControlNet unit, divided by 2.5 as in its worked example (`sd/index.md`; 768 × 768,
 * 20 steps, one unit: 52). Prices change: an estimate.
 *
 * @returns whole points
 */
export function stableDiffusionPoints(picture: {
	width: number;
	height: number;
	steps: number;
	pictures: number;
	controlUnits: number;
}): number {
	const { width, height, steps, pictures, controlUnits } = picture;
	const megapixels = (width * height) / 1_000_000;
	return Math.round(((5 + 6 * controlUnits) * megapixels * steps * pictures) / 2.5);
}

/** What AIGC2D's price list says of Midjourney, in points a task (`midjourney/index.md`). */
export const midjourneyPoints: { readonly [action: string]: number } = {
	IMAGINE: 100,
	UPSCALE: 10,
	VARIATION: 50,
	DESCRIBE: 50,
	BLEND: 100,
};
