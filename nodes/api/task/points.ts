/**
 * Points of a Stable Diffusion picture by AIGC2D's price list (docs.aigc2d.com/sd): 5 per megapixel, step and
 * picture, and 6 more for each ControlNet unit, divided by 2.5 as in its worked example (768 × 768, 20 steps, one
 * unit: 52). Prices change, so this is an estimate.
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

/** Points of a Midjourney task by AIGC2D's price list (docs.aigc2d.com/midjourney). */
export const midjourneyPoints: { readonly [action: string]: number } = {
	IMAGINE: 100,
	UPSCALE: 10,
	VARIATION: 50,
	DESCRIBE: 50,
	BLEND: 100,
};
