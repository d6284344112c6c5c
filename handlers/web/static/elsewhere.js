// Draws Adaptive Cards with Microsoft's own renderer, in the measures of Teams. Nothing here can be pressed.

const dark = matchMedia("(prefers-color-scheme: dark)");

function colours(text, soft) {
  const plain = (colour) => ({ default: colour, subtle: soft });
  const red = dark.matches ? "#e37d80" : "#c4314b";
  return { default: plain(text), dark: plain(text), light: plain(soft), accent: plain(dark.matches ? "#a6a7dc" : "#5b5fc7"), good: plain("#13a10e"), warning: plain("#bc4b09"), attention: plain(red) };
}

function config() {
  const foregroundColors = dark.matches ? colours("#ffffff", "#adadad") : colours("#242424", "#616161");
  const emphasis = dark.matches ? "#333333" : "#f5f5f5";
  const style = (backgroundColor) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: "inherit",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    spacing: { small: 8, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 16 },
    separator: { lineThickness: 1, lineColor: dark.matches ? "#3d3d3d" : "#e0e0e0" },
    supportsInteractivity: true,
    containerStyles: { default: style("transparent"), emphasis: style(emphasis), accent: style(emphasis), good: style(emphasis), attention: style(emphasis), warning: style(emphasis) },
    actions: { maxActions: 20, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left", showCard: { actionMode: "inline", inlineTopMargin: 8 } },
    inputs: { label: { inputSpacing: "small", requiredInputs: { weight: "bolder" }, optionalInputs: { weight: "bolder" } }, errorMessage: { color: "attention", spacing: "small" } },
  };
}

function draw(place) {
  const sent = JSON.parse(place.querySelector("script").textContent);
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(config());
  card.version = new AdaptiveCards.Version(1, 5);
  const context = new AdaptiveCards.SerializationContext();
  card.parse(content(sent), context);
  const faults = [...card.validateProperties().validationEvents, ...Array.from({ length: context.eventCount }, (_, n) => context.getEventAt(n))];
  place.dataset.faults = JSON.stringify(faults.map((fault) => fault.message));
  const drawn = card.render();
  for (const old of place.querySelectorAll(":scope > :not(script)")) old.remove();
  place.append(drawn ?? place.dataset.failed);
  place.dataset.drawn = String(Boolean(drawn));
}

// A message carries its card in an attachment, a dialog in its task.
function content(sent) {
  return sent.attachments?.[0]?.content ?? sent.task?.value?.card?.content ?? sent;
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-adaptive]")) draw(place);
}

drawAll();
dark.addEventListener("change", drawAll);
