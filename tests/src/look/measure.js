// What of the page as it stands cannot be seen, reached or hit, as a list of { rule, element, says }.
(() => {
  // The smallest thing to press, in CSS pixels: by finger, and by mouse (WCAG 2.2, 2.5.8).
  const TARGET = matchMedia('(pointer: coarse)').matches ? 44 : 24;
  // What rounding does.
  const SLACK = 1;
  // Rows that are meant to be moved sideways.
  const SIDEWAYS = '.pills';
  const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option], [tabindex="0"]';

  const root = document.documentElement;
  const dialog = [...document.querySelectorAll('dialog:modal')].pop();
  const place = dialog ?? document.body;
  const found = [];
  const styles = new Map();
  const style = element => styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element);
  const px = number => Math.round(number);

  const named = element => {
    const classes = typeof element.className === 'string' ? element.className.trim().split(/\s+/).filter(Boolean) : [];
    const says = (element.getAttribute?.('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 28);
    return `${element.localName}${classes.map(name => `.${name}`).join('')} “${says}”`;
  };
  const tell = (rule, element, says) => {
    const name = named(element);
    if (!found.some(told => told.rule === rule && told.element === name)) found.push({ rule, element: name, says });
  };
  // For the ear alone, in the way of `.visually-hidden`.
  const isHeard = element => {
    for (let at = element; at; at = at.parentElement) if (style(at).clipPath === 'inset(50%)') return true;
    return false;
  };
  const shown = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]') && !isHeard(element);
  const box = element => element.getBoundingClientRect();

  // The elements around one that it moves with and that can cut it, from the inside out.
  const around = element => {
    const path = [];
    let waits = style(element).position;
    for (let at = element.parentElement; at && waits !== 'fixed'; at = at.parentElement) {
      if (waits === 'absolute' && style(at).position === 'static') continue;
      path.push(at);
      waits = style(at).position;
    }
    return path;
  };
  const stays = element => {
    for (let at = element; at; at = at.parentElement) {
      if (['fixed', 'sticky'].includes(style(at).position)) return at;
    }
    return null;
  };
  const scrolls = value => value === 'auto' || value === 'scroll';
  const clips = value => value === 'hidden' || value === 'clip';
  const isBox = element => {
    const { backgroundColor, borderLeftWidth, boxShadow } = style(element);
    return borderLeftWidth !== '0px' || boxShadow !== 'none' || !/, 0\)$|^transparent$/.test(backgroundColor);
  };

  // ---- sideways ----
  if (root.scrollWidth > root.clientWidth + SLACK) {
    const wide = [...place.querySelectorAll('*')].filter(element => shown(element) && box(element).right > root.clientWidth + SLACK
      && !around(element).some(at => style(at).overflowX !== 'visible'));
    const inmost = wide.filter(element => !wide.some(other => other !== element && element.contains(other)));
    for (const element of inmost.slice(0, 5)) {
      tell('sideways', element, `reaches ${px(box(element).right)} of ${root.clientWidth}`);
    }
    if (!inmost.length) tell('sideways', root, `${root.scrollWidth} of ${root.clientWidth}`);
  }
  for (const element of place.querySelectorAll('*')) {
    if (scrolls(style(element).overflowX) && element.scrollWidth > element.clientWidth + SLACK && shown(element)
      && !element.matches(`textarea, input, select, ${SIDEWAYS}`)) {
      tell('sideways inside', element, `${element.scrollWidth} of ${element.clientWidth}`);
    }
  }

  // ---- text that is cut, sticks out, lies over another ----
  const texts = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('script, style, option, noscript, svg') || !shown(element)) continue;
    // A place in a text that nothing was put into.
    if (/\{[a-z_]+[}|]/.test(node.data) && !element.closest('pre, code')) tell('unfilled', element, node.data.trim().slice(0, 80));
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(rect => rect.width > 0.5 && rect.height > 0.5);
    if (rects.length) texts.push({ element, rects });
  }
  for (const { element, rects } of texts) {
    const path = [element, ...around(element)];
    for (const rect of rects) {
      let wide = false, high = false;
      for (const at of path) {
        if (at === document.body || at === root) break;
        const { overflowX, overflowY, display } = style(at);
        if (display === 'inline') continue;
        const edge = box(at);
        wide ||= scrolls(overflowX);
        high ||= scrolls(overflowY);
        const sideways = rect.right > edge.right + SLACK || rect.left < edge.left - SLACK;
        const down = rect.bottom > edge.bottom + 4 || rect.top < edge.top - 4;
        if (!wide && clips(overflowX) && sideways) tell('cut', element, `${px(rect.left)}–${px(rect.right)} in ${named(at)} ${px(edge.left)}–${px(edge.right)}`);
        else if (!high && clips(overflowY) && down) tell('cut', element, `down to ${px(rect.bottom)} in ${named(at)} down to ${px(edge.bottom)}`);
        else if (!wide && isBox(at) && sideways) tell('sticks out', element, `${px(rect.left)}–${px(rect.right)} of ${named(at)} ${px(edge.left)}–${px(edge.right)}`);
        else if (!high && isBox(at) && down) tell('sticks out', element, `${px(rect.top)}–${px(rect.bottom)} of ${named(at)} ${px(edge.top)}–${px(edge.bottom)}`);
      }
      if (!wide && (rect.right > root.clientWidth + SLACK || rect.left < -SLACK)) {
        tell('beyond the edge', element, `${px(rect.left)}–${px(rect.right)} of ${root.clientWidth}`);
      }
    }
  }
  const lines = texts.filter(({ element }) => !stays(element) || dialog)
    .flatMap(({ element, rects }) => rects.map(rect => ({ element, rect })))
    .sort((one, other) => one.rect.top - other.rect.top);
  lines.forEach(({ element, rect }, at) => {
    for (let next = at + 1; next < lines.length && lines[next].rect.top < rect.bottom; next += 1) {
      const other = lines[next];
      if (other.element === element) continue;
      const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
      const down = Math.min(rect.bottom, other.rect.bottom) - other.rect.top;
      if (across > 3 && down > 0.45 * Math.min(rect.height, other.rect.height)) {
        tell('lies over', element, `${named(other.element)} by ${px(across)} × ${px(down)}`);
      }
    }
  });

  // ---- controls: to be hit where they stand, large enough, not under a bar ----
  const controls = [...place.querySelectorAll(CONTROLS)].filter(control => shown(control) && box(control).width > 0
    && !control.matches('.skip-link'));
  const labels = control => control.labels?.length ? [...control.labels] : [];
  const isOf = (control, hit) => control.contains(hit) || labels(control).some(label => label.contains(hit));
  const middle = control => {
    const rect = [...control.getClientRects()].find(rect => rect.width > 0 && rect.height > 0) ?? box(control);
    const between = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
    return [between(rect.left, rect.right, innerWidth), between(rect.top, rect.bottom, innerHeight)];
  };
  const hits = (control, [x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && isOf(control, hit) ? null : hit ?? root;
  };
  const bring = (element, block) => element.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
  const start = end => {
    scrollTo({ top: end ? root.scrollHeight : 0, behavior: 'instant' });
    if (dialog) dialog.scrollTop = end ? dialog.scrollHeight : 0;
  };
  for (const backwards of [false, true]) {
    start(backwards);
    for (const control of backwards ? controls.toReversed() : controls) {
      bring(control, 'nearest');
      const hit = hits(control, middle(control));
      if (hit) tell(backwards ? 'covered on the way up' : 'covered on the way down', control, `by ${named(hit)}`);
    }
  }
  for (const control of controls) {
    bring(control, 'center');
    const hit = hits(control, middle(control));
    if (hit) { tell('covered', control, `by ${named(hit)}`); continue; }
    const isInText = style(control).display === 'inline' && control.matches('a')
      && [...control.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const areas = [control, ...labels(control)].map(box);
    const isLarge = areas.some(({ width, height }) => width >= TARGET - SLACK && height >= TARGET - SLACK);
    if (isInText || isLarge) continue;
    // What is drawn larger than its box, such as a link over a whole row.
    const [x, y] = middle(control), far = TARGET / 2 - SLACK;
    const reach = [[x - far, y], [x + far, y], [x, y - far], [x, y + far]].every(point => !hits(control, point));
    if (!reach) {
      const size = areas.map(({ width, height }) => `${px(width)} × ${px(height)}`).join(', ');
      tell('small', control, size);
    }
  }

  // ---- what lies over text ----
  for (const { element } of texts) {
    if (element.closest(CONTROLS) || element.closest('label') || style(element).pointerEvents === 'none') continue;
    bring(element, 'center');
    const [x, y] = middle(element);
    const hit = document.elementFromPoint(x, y);
    if (!hit || element.contains(hit) || hit.contains(element)) continue;
    const { left, right, top, bottom } = box(hit);
    const isThere = x >= left && x <= right && y >= top && y <= bottom;
    // A link that is drawn over its row can be looked through.
    if (isThere && style(hit).opacity !== '0') tell('text covered', element, `by ${named(hit)}`);
  }

  // ---- how much of the page is left between what does not scroll ----
  if (!dialog) {
    scrollTo({ top: (root.scrollHeight - innerHeight) / 2, behavior: 'instant' });
    let bars = 0, all = 0;
    for (let y = 2; y < innerHeight; y += 4) {
      const hit = document.elementFromPoint(innerWidth / 2, y);
      const bar = hit && stays(hit);
      all += 1;
      if (bar && box(bar).height < innerHeight && box(bar).width > innerWidth / 2) bars += 1;
    }
    if (bars > all * 0.5) tell('little room', document.querySelector('main') ?? root, `${px(100 * bars / all)} % of the height is taken by bars`);
  }
  start(false);
  return found;
})()
