import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, open shadow roots included: one line a violation. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Not a script element: the page's content security policy would refuse it.
  await page.evaluate(source);
  return page.evaluate(async () => {
    interface AxeNode {
      readonly target: readonly unknown[];
      readonly failureSummary?: string;
    }
    const axe = (
      window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: AxeNode[] }[] }> };
      }
    ).axe;
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
    );
  });
}
