// Pictures of the main screens in both themes and three widths, to be looked at.

import { test } from 'node:test';
import { shot } from './browser.mjs';
import {
  choose, closeInspector, drawer, example, fixture, inspect, lab, made, manifest, run, workflow,
} from './lab.mjs';

const SCREENS = {
  home: async () => {},
  'inspector-sampling': (page) => inspect(page, 'QA sample'),
  'inspector-logic': async (page) => {
    await choose(page, 'Open workflow', example('logic-rules.json'));
    await inspect(page, 'Who looks again?');
  },
  'inspector-rule-method': async (page) => {
    await choose(page, 'Open workflow', example('logic-rules.json'));
    const inspector = await inspect(page, 'Who looks again?');
    await inspector.getByText('Method: Each task on its own').click();
  },
  'every-kind': async (page) => {
    await choose(page, 'Open workflow', workflow('every-kind.json'));
    await inspect(page, 'Tell the server');
  },
  'exact-share': async (page) => {
    const inspector = await inspect(page, 'QA sample');
    await inspector.getByRole('combobox', { name: 'Method', exact: true }).selectOption('Exact share of all');
    await closeInspector(page);
    await run(page);
  },
  manifests: async (page) => {
    await choose(page, 'Load manifest', [
      fixture('encord-seed-aws-mixed.json'), fixture('encord-seed-aws-dicom.json'),
      made('broken.json', '{"images": [\n  {"objectUrl": }'),
    ]);
    await manifest(page, 'broken.json').getByText('Refused', { exact: true }).waitFor();
  },
  problems: async (page) => {
    const inspector = await inspect(page, 'QA sample');
    await inspector.getByRole('textbox', { name: 'Share' }).first().fill('30');
    await inspector.getByRole('combobox', { name: 'Goes to' }).first().selectOption('Not connected');
    await drawer(page, /^Problems: [1-9]/);
  },
};

const open = lab();

for (const [name, go] of Object.entries(SCREENS)) {
  test(name, () => open(async (page) => {
    await go(page);
    for (const [width, height] of [[1440, 900], [800, 1000], [360, 740]]) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        await shot(page, `${name}-${width}-${colorScheme}`, { fullPage: true });
      }
    }
  }, { context: { viewport: { width: 1440, height: 900 } } }));
}
