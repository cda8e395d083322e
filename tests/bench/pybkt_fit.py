"""Fits pyBKT, in an environment of its own: python pybkt_fit.py TRAIN.csv TEST.csv OUT.npy.

pip install pyBKT==1.4.3 scikit-learn==1.5.2 "numpy<2.1" "pandas<2.3" (newer ones end it).
Prints the seconds of CPU that fitting took.
"""

import sys
import time

import numpy as np
import pandas as pd
from pyBKT.models import Model

train, test = (pd.read_csv(name, dtype={"skill_name": str}) for name in sys.argv[1:3])
began = time.process_time()
model = Model(seed=42, num_fits=1, parallel=False)
model.fit(data=train)
print(time.process_time() - began)
np.save(sys.argv[3], model.predict(data=test).sort_values("order_id")["correct_predictions"].to_numpy())
